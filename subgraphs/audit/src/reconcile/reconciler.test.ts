import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { eventIds, paymentStream, ticketStream } from '@ticketing/event-log'
import { sampleEvent, sampleIntent } from '@ticketing/event-log/testing'
import { paymentRow, ticketRow } from '../testing/box-office.js'
import { openRoom, type Room } from '../testing/room.js'
import { createReconciler, isBusy, type Reconciler } from './reconciler.js'
import type { ScanProgress } from './run-scan.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.UTC(2024, 6, 26, 12)
const ago = (ms: number): string => new Date(START - ms).toISOString()

let room: Room
let reconciler: Reconciler
let clock: number
let waited: number

beforeEach(async () => {
  room = await openRoom()
  clock = START
  waited = 0
  const { eventLog, database, locks, office } = room
  reconciler = createReconciler({
    eventLog,
    database,
    locks: {
      withLock: (key, options, work) => locks.withLock(key, { ...options, deadline: Date.now() + 500 }, work),
    },
    backend: office.backend,
    serviceAccount: office.serviceAccount,
    now: () => clock,
    newId: randomUUID,
    wait: async (ms) => {
      waited += ms
      clock += ms
    },
    pageEveryMs: 500,
  })
})
afterEach(() => room.close())

const run = (onProgress?: (progress: ScanProgress) => void) =>
  reconciler.run({ signal: new AbortController().signal, ...(onProgress && { onProgress }) })

async function typesOf(stream: string): Promise<readonly string[]> {
  return (await room.eventLog.readStream(stream)).map(({ type }) => type)
}
const paidRow = (n: number, at: number) =>
  paymentRow(n, ago(at), { status: 'paid', paid_at: ago(at - HOUR), updated_at: ago(at - HOUR) })

describe('the first run', () => {
  it('imports what there is, each thing once, the oldest first', async () => {
    const { payments, tickets } = room.office
    for (let n = 1; n <= 250; n += 1) payments.push(paidRow(n, (300 - n) * DAY))
    payments.forEach((payment, index) => {
      tickets.push(ticketRow(index + 1, payment, payment.created_at))
    })
    const seen: ScanProgress[] = []
    expect(await run((progress) => seen.push(progress))).toMatchObject({ events: 750, left: 0 })
    expect(await run()).toMatchObject({ events: 0, left: 0 })
    const all = await room.eventLog.readAll({ filter: { types: ['PaymentStarted', 'TicketIssued'] } })
    expect(all).toHaveLength(500)
    for (const type of ['PaymentStarted', 'TicketIssued']) {
      const times = all.filter((event) => event.type === type).map(({ occurredAt }) => occurredAt.getTime())
      expect(times).toEqual(times.toSorted((a, b) => a - b))
    }
    expect(seen.slice(0, 3)).toEqual([
      { name: 'payments', done: 100, total: 250 },
      { name: 'payments', done: 200, total: 250 },
      { name: 'payments', done: 250, total: 250 },
    ])
    // No faster than two pages a second.
    expect(waited).toBeGreaterThanOrEqual((room.office.asked.length - 2) * 500 - 500)
  })

  it('says who saw it and when, and when it happened', async () => {
    room.office.payments.push(paidRow(1, 9 * DAY))
    await run()
    const stream = paymentStream(paymentRow(1, '').uuid)
    expect(await room.eventLog.readStream(stream)).toMatchObject([
      {
        type: 'PaymentStarted',
        data: { owner: '7', method: 'STRIPE', amount: { minorUnits: '1999', currency: 'EUR' } },
        occurredAt: new Date(ago(9 * DAY)),
        context: { actor: { id: 'reconciler', role: 'SYSTEM' }, observedAt: new Date(START) },
      },
      { type: 'PaymentSucceeded', occurredAt: new Date(ago(9 * DAY - HOUR)) },
    ])
  })

  it('knows which tickets were given away', async () => {
    const gift = paymentRow(1, ago(9 * DAY), { status: 'paid', payment_method: 'free', amount: '0.00' })
    room.office.payments.push(gift)
    room.office.tickets.push(ticketRow(1, gift, ago(9 * DAY)))
    await run()
    const [issued] = await room.eventLog.readStream(ticketStream(ticketRow(1, gift, '').token))
    expect(issued?.data).toMatchObject({ free: true, payment: gift.uuid, product: '3' })
  })

  it('goes on where it was cut off', async () => {
    const { office } = room
    for (let n = 1; n <= 350; n += 1) office.payments.push(paidRow(n, (400 - n) * DAY))
    await expect(
      run(({ done }) => {
        office.isDown = done === 200
      }),
    ).rejects.toMatchObject({ code: 'BACKEND_UNAVAILABLE' })
    office.isDown = false
    office.asked.length = 0
    await run()
    expect(office.asked.slice(0, 2)).toEqual(['/api/payments 3', '/api/payments 4'])
    expect(await room.eventLog.count({ types: ['PaymentStarted'] })).toBe(350)
  })
})

describe('a later run', () => {
  const later = () => {
    clock += 2 * DAY
  }
  const now = () => new Date(clock - HOUR).toISOString()

  it('records what changed meanwhile, and reads no more than that', async () => {
    const { payments, tickets, asked } = room.office
    for (let n = 1; n <= 250; n += 1) payments.push(paymentRow(n, ago((300 - n) * DAY)))
    const [old] = payments
    if (old === undefined) throw new Error('no payment')
    const ticket = ticketRow(1, old, ago(299 * DAY))
    tickets.push(ticket)
    await run()
    later()
    asked.length = 0
    Object.assign(old, { status: 'paid', paid_at: now(), updated_at: now() })
    Object.assign(ticket, { status: 'used', used_at: now(), updated_at: now() })
    expect(await run()).toMatchObject({ events: 2 })
    expect(asked.length).toBeLessThan(8)
    expect(await typesOf(paymentStream(old.uuid))).toEqual(['PaymentStarted', 'PaymentSucceeded'])
    expect(await typesOf(ticketStream(ticket.token))).toEqual(['TicketIssued', 'TicketAdmitted'])

    later()
    Object.assign(old, { refunded_amount: '5.00', refunded_at: now(), updated_at: now() })
    await run()
    later()
    // A late event of Stripe, which the backend believes.
    Object.assign(old, { status: 'failed', updated_at: now() })
    await run()
    expect((await typesOf(paymentStream(old.uuid))).slice(2)).toEqual(['PaymentRefunded', 'PaymentFailed'])
  })

  it('sees a payment fail that was started some days before', async () => {
    const young = paymentRow(1, ago(DAY))
    room.office.payments.push(young)
    await run()
    later()
    Object.assign(young, { status: 'failed', updated_at: now() })
    await run()
    expect(await typesOf(paymentStream(young.uuid))).toEqual(['PaymentStarted', 'PaymentFailed'])
  })

  it('leaves alone what somebody is at work on, and looks again when that is over', async () => {
    const payment = paidRow(1, 9 * DAY)
    room.office.payments.push(payment)
    const stream = paymentStream(payment.uuid)
    const intent = sampleIntent('refundPayment')
    await room.eventLog.append([{ stream, expected: 'any', events: [intent] }])
    const first = await run()
    expect(first.events).toBe(0)
    expect(first.left).toBeGreaterThan(0)
    const refused = sampleEvent('CommandRefused', { command: 'refundPayment', reason: 'BACKEND_UNAVAILABLE' })
    await room.eventLog.append([{ stream, expected: 'any', events: [refused], closes: intent.id }])
    later()
    await run()
    expect((await typesOf(stream)).slice(2)).toEqual(['PaymentStarted', 'PaymentSucceeded'])
  })

  it('leaves to whoever does it what was done a moment ago', async () => {
    await run()
    const fresh = paymentRow(1, new Date(clock - 60_000).toISOString())
    room.office.payments.push(fresh)
    expect(await run()).toMatchObject({ events: 0, left: 1 })
    clock += HOUR
    expect(await run()).toMatchObject({ events: 1, left: 0 })
  })

  it('records once what a command records as well', async () => {
    const payment = paidRow(1, 9 * DAY)
    room.office.payments.push(payment)
    await run()
    const stream = paymentStream(payment.uuid)
    const data = { payment: payment.uuid, owner: '7', amount: null }
    const late = sampleEvent('PaymentSucceeded', data, { id: eventIds.paymentSucceeded(payment.uuid) })
    await room.eventLog.append([{ stream, expected: 'any', events: [late] }])
    expect(await typesOf(stream)).toEqual(['PaymentStarted', 'PaymentSucceeded'])
  })
})

it('is due again when the last run, by whatever process, is long enough ago', async () => {
  expect(await reconciler.isDue(HOUR)).toBe(true)
  await run()
  expect(await reconciler.isDue(HOUR)).toBe(false)
  clock += HOUR
  expect(await reconciler.isDue(HOUR)).toBe(true)
})

it('is at work in one process at a time', async () => {
  room.office.payments.push(paidRow(1, 9 * DAY))
  let second: unknown
  const { send } = room.office.backend
  Object.assign(room.office.backend, {
    async send(...request: Parameters<typeof send>) {
      second ??= await run().catch((fault: unknown) => fault)
      return send(...request)
    },
  })
  await run()
  expect(isBusy(second)).toBe(true)
})
