import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { Database } from '@ticketing/service-kit'
import { temporaryPayments } from '../testing/temporary-payments.js'
import { type ArrivedWebhook, type ClaimedWebhook, createInbox, type Inbox } from './inbox.js'

const LEASE_MS = 60_000

let temporary: Awaited<ReturnType<typeof temporaryPayments>>
let database: Database
let inbox: Inbox

beforeAll(async () => {
  temporary = await temporaryPayments()
  database = temporary.database
  inbox = createInbox(database)
})
afterAll(() => temporary.close())
afterEach(() => temporary.owner.query('TRUNCATE payments.stripe_events'))

const arrived = (payment: string, second: number, change: Partial<ArrivedWebhook> = {}): ArrivedWebhook => ({
  id: `evt_${randomUUID()}`,
  type: 'payment_intent.payment_failed',
  payment,
  intentId: 'pi_1',
  createdAt: new Date(1_700_000_000_000 + second * 1000),
  body: Buffer.from([0, 255, 1, 128]),
  ...change,
})
async function stored(
  payment: string,
  second: number,
  change: Partial<ArrivedWebhook> = {},
): Promise<string> {
  const event = arrived(payment, second, change)
  expect(await inbox.store(event)).toBe('stored')
  return event.id
}
const claim = () => inbox.claim(10, LEASE_MS)
const ids = (claimed: readonly ClaimedWebhook[]) => claimed.map(({ id }) => id)
async function claimOne(): Promise<ClaimedWebhook> {
  const [first, ...others] = await claim()
  expect(others).toEqual([])
  if (first === undefined) throw new Error('nothing is due')
  return first
}
const expireClaims = () =>
  database.query("UPDATE payments.stripe_events SET claimed_until = now() WHERE state = 'working'")
const makeDue = () => database.query('UPDATE payments.stripe_events SET next_attempt_at = now()')

describe('the inbox', () => {
  it('keeps an event once, byte by byte', async () => {
    const event = arrived(randomUUID(), 1)
    const answers = await Promise.all(Array.from({ length: 6 }, () => inbox.store(event)))
    expect(answers.sort()).toEqual(['known', 'known', 'known', 'known', 'known', 'stored'])
    const { claim: count, attempts, triedForMs, overtaken, ...kept } = await claimOne()
    expect(kept).toEqual(event)
    expect({ count, attempts, overtaken }).toEqual({ count: 1, attempts: 1, overtaken: false })
    expect(triedForMs).toBeGreaterThanOrEqual(0)
  })

  it('finds the payment by its intent, and keeps nothing about the intents of others', async () => {
    const [uuid, intentId] = [randomUUID(), 'pi_known']
    await database.query(
      `INSERT INTO payments.started_payments (uuid, user_id, cart_id, intent_id, lines_fingerprint, sealed_token,
         amount_minor_units, created_at) VALUES ($1, 1, 1, $2, '', '', 1, now())`,
      [uuid, intentId],
    )
    expect(await inbox.store({ ...arrived('', 1), payment: null, intentId: 'pi_of_others' })).toBe('foreign')
    const event = { ...arrived('', 1), payment: null, intentId }
    expect(await inbox.store(event)).toBe('stored')
    expect(await inbox.store(event)).toBe('known')
    expect((await claimOne()).payment).toBe(uuid)
  })

  it('hands out the events of one payment in the order in which Stripe made them, one at a time', async () => {
    const payment = randomUUID()
    const second = await stored(payment, 2)
    const first = await stored(payment, 1)
    const third = await stored(payment, 2)
    for (const id of [first, second, third]) {
      const claimed = await claimOne()
      expect(claimed.id).toBe(id)
      expect(await claim()).toEqual([])
      await inbox.finish(claimed, 'PASSED_ON')
    }
    expect(await claim()).toEqual([])
  })

  it('hands out several payments at a time, each to one asker', async () => {
    const expected = await Promise.all(
      Array.from({ length: 12 }, (_, second) => stored(randomUUID(), second)),
    )
    const askers = await Promise.all(Array.from({ length: 8 }, () => inbox.claim(2, LEASE_MS)))
    const got = ids([...askers.flat(), ...(await claim())])
    expect([...got].sort()).toEqual([...expected].sort())
  })

  it('lets a later event wait while an earlier one is tried again', async () => {
    const payment = randomUUID()
    const first = await stored(payment, 1)
    await stored(payment, 2)
    await inbox.retry(await claimOne(), { afterMs: 60_000, reason: 'BACKEND_UNAVAILABLE' })
    expect(await claim()).toEqual([])
    await makeDue()
    const again = await claimOne()
    expect(again).toMatchObject({ id: first, attempts: 2, claim: 2 })
  })

  it('tries what waits at once when another event of the payment arrives', async () => {
    const payment = randomUUID()
    const failed = await stored(payment, 1)
    await inbox.retry(await claimOne(), { afterMs: 60_000, reason: 'BACKEND_UNAVAILABLE' })
    await stored(payment, 2, { type: 'payment_intent.succeeded' })
    expect(await claimOne()).toMatchObject({ id: failed, overtaken: true })
  })

  it('does not wait for one that is parked', async () => {
    const payment = randomUUID()
    await stored(payment, 1)
    const second = await stored(payment, 2, { type: 'payment_intent.succeeded' })
    await inbox.park(await claimOne(), 'The backend answered 404.')
    expect((await claimOne()).id).toBe(second)
  })

  it('hands out again what its holder does not renew, and ignores what that one says then', async () => {
    const id = await stored(randomUUID(), 1)
    const first = await claimOne()
    expect(await inbox.renew(first, LEASE_MS)).toBe(true)
    expect(await claim()).toEqual([])
    await expireClaims()
    const second = await claimOne()
    expect(second).toMatchObject({ id, claim: 2 })
    expect(await inbox.renew(first, LEASE_MS)).toBe(false)
    await inbox.finish(first, 'PASSED_ON')
    await inbox.park(first, 'too late')
    await inbox.retry(first, { afterMs: 0, reason: 'too late' })
    expect(await inbox.census()).toMatchObject({ waiting: 1, parked: 0 })
    await inbox.finish(second, 'ALREADY_PAID')
    expect(await inbox.census()).toMatchObject({ waiting: 0, parked: 0 })
  })

  it('comes to no standstill when an earlier event arrives while a holder is gone', async () => {
    const payment = randomUUID()
    const later = await stored(payment, 2)
    await claimOne()
    const earlier = await stored(payment, 1)
    expect(await claim()).toEqual([])
    await expireClaims()
    const first = await claimOne()
    expect(first.id).toBe(earlier)
    await inbox.finish(first, 'PASSED_ON')
    expect((await claimOne()).id).toBe(later)
  })

  it('releases what is parked once for each release, with fresh attempts', async () => {
    const id = await stored(randomUUID(), 1)
    expect(await inbox.release(id, 1n)).toBe(false)
    await inbox.park(await claimOne(), 'The backend answered 404.')
    expect(await inbox.parked(10)).toEqual([id])
    expect(await inbox.release(id, 7n)).toBe(true)
    const again = await claimOne()
    expect(again).toMatchObject({ id, attempts: 1, claim: 2 })
    await inbox.park(again, 'The backend answered 404.')
    expect([await inbox.release(id, 7n), await inbox.release(id, 6n)]).toEqual([false, false])
    expect(await inbox.release(id, 8n)).toBe(true)
  })

  it('keeps no body of what is done, and forgets it after a while', async () => {
    const event = arrived(randomUUID(), 1)
    await inbox.store(event)
    await inbox.finish(await claimOne(), 'PASSED_ON')
    const rows = await database.query('SELECT body, state, outcome FROM payments.stripe_events')
    expect(rows).toEqual([{ body: null, state: 'done', outcome: 'PASSED_ON' }])
    expect(await inbox.forget(30)).toBe(0)
    expect(await inbox.store(event)).toBe('known')
    await database.query("UPDATE payments.stripe_events SET finished_at = now() - interval '31 days'")
    expect(await inbox.forget(30)).toBe(1)
  })

  it('forgets all that is old, however much that is', async () => {
    await database.query(
      `INSERT INTO payments.stripe_events (id, type, payment, created_at, state, finished_at)
       SELECT 'evt_old_' || number, 'payment_intent.succeeded', gen_random_uuid(), now(), 'done',
         now() - interval '31 days'
       FROM generate_series(1, 2500) AS number`,
    )
    expect(await inbox.forget(30)).toBe(2500)
  })

  it('counts what waits and what is parked, and how long the oldest has waited', async () => {
    expect(await inbox.census()).toEqual({ waiting: 0, parked: 0, oldestWaitingSeconds: 0 })
    await stored(randomUUID(), 1)
    await inbox.park(await claimOne(), 'The backend answered 404.')
    await stored(randomUUID(), 2)
    await stored(randomUUID(), 3)
    await database.query("UPDATE payments.stripe_events SET received_at = now() - interval '1 hour'")
    const { oldestWaitingSeconds, ...counts } = await inbox.census()
    expect(counts).toEqual({ waiting: 2, parked: 1 })
    expect(Math.floor(oldestWaitingSeconds)).toBe(3600)
  })
})
