import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { type EventType, ticketStream, webhookStream } from '@ticketing/event-log'
import { addPayment } from '../testing/paid-payment.js'
import {
  forget,
  historyOf,
  relayed,
  SUCCEEDED,
  startedPayment,
  ticketsOf,
} from '../testing/started-payment.js'
import { stripeSends, stripeTells, untilInbox } from '../testing/stripe-events.js'
import { startWorld, type World } from '../testing/world.js'

const ADMIN = {
  actor: { id: '8', role: 'ADMIN' as const },
  client: null,
  requestId: 'r-release',
  traceparent: null,
}
const isDone = ({ state }: { state: string }) => state === 'done'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
afterEach(() => forget(world))

const release = (id: string) =>
  world.commands.record([{ type: 'WebhookReleased', stream: webhookStream(id), data: { webhook: id } }], {
    asker: ADMIN,
    deadline: Date.now() + 5000,
  })
const typesOf = async (id: string): Promise<EventType[]> =>
  (await world.eventLog.readStream(webhookStream(id))).map(({ type }) => type)

describe('an event of Stripe that the backend refuses', () => {
  it('is parked with the reason, tried again when it is released, and done once the backend takes it', async () => {
    const payment = randomUUID()
    const parked = await stripeTells(world, { type: SUCCEEDED, intent: 'pi_1', payment })
    const reason = 'The backend answered 404 (not_found).'
    expect(parked).toMatchObject({ state: 'parked', attempts: 1, reason })
    expect(await world.eventLog.readStream(webhookStream(parked.id))).toMatchObject([
      {
        type: 'WebhookParked',
        data: { webhook: parked.id, eventType: SUCCEEDED, payment, reason },
        context: { actor: { id: 'stripe', role: 'SYSTEM' } },
      },
    ])
    await release(parked.id)
    while ((await typesOf(parked.id)).length < 3) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(await typesOf(parked.id)).toEqual(['WebhookParked', 'WebhookReleased', 'WebhookParked'])
    await untilInbox(world, parked.id, ({ state }) => state === 'parked')
    addPayment(world, world.users.ada, { uuid: payment, status: 'pending' })
    await release(parked.id)
    expect(await untilInbox(world, parked.id, isDone)).toMatchObject({ outcome: 'PASSED_ON', attempts: 1 })
    expect(relayed(world)).toHaveLength(3)
  })

  it('lets later events of its payment go on', async () => {
    const payment = randomUUID()
    const first = await stripeTells(world, {
      type: 'payment_intent.payment_failed',
      intent: 'pi_2',
      payment,
      created: 1_700_000_000,
    })
    expect(first.state).toBe('parked')
    addPayment(world, world.users.ada, { uuid: payment, status: 'pending' })
    const paid = { type: SUCCEEDED, intent: 'pi_2', payment, created: 1_700_000_001 }
    expect(await stripeTells(world, paid)).toMatchObject({ outcome: 'PASSED_ON' })
    await release(first.id)
    expect(await untilInbox(world, first.id, isDone)).toMatchObject({ outcome: 'ALREADY_PAID' })
  })

  it('is parked too when the backend does not know our signature', async () => {
    const { payment, intent } = await startedPayment(world, world.users.ada)
    world.ticketing.state.failing.set('POST /api/payments/webhook', 400)
    expect(await stripeTells(world, { type: SUCCEEDED, intent, payment })).toMatchObject({ state: 'parked' })
  })

  it('is released also when nobody was there to hear it', async () => {
    const payment = randomUUID()
    const { id } = await stripeTells(world, { type: SUCCEEDED, intent: 'pi_3', payment })
    await world.subgraph.close()
    await release(id)
    addPayment(world, world.users.ada, { uuid: payment, status: 'pending' })
    const next = world.open()
    expect(await untilInbox(world, id, isDone)).toMatchObject({ outcome: 'PASSED_ON' })
    world = Object.assign(world, next)
  })
})

describe('a payment that is paid and has no tickets', () => {
  it('is parked, and recorded with its tickets once they are there', async () => {
    const { ada } = world.users
    const { payment, intent } = await startedPayment(world, ada)
    const { webhook, tickets } = world.ticketing.state
    Object.assign(webhook, { makesTickets: false, paidAt: () => new Date(Date.now() - 3_600_000) })
    const parked = await stripeTells(world, { type: SUCCEEDED, intent, payment })
    expect(parked).toMatchObject({ state: 'parked', reason: 'The payment is paid, and tickets are missing.' })
    const token = randomUUID()
    for (const id of [1, 2]) {
      const of = { payment_uuid: payment, product_snapshot: { product_id: 5 }, status: 'issued' }
      tickets.push({ id, token: `${token}-${id}`, ...of })
    }
    await release(parked.id)
    expect(await untilInbox(world, parked.id, isDone)).toMatchObject({ outcome: 'ALREADY_PAID' })
    expect(await world.eventLog.readStream(ticketStream(`${token}-1`))).toMatchObject([
      { type: 'TicketIssued', data: { ticket: '1', product: '5', payment } },
    ])
    expect(relayed(world)).toHaveLength(1)
  })

  it('is given some time, as the backend says that it is paid before it makes them', async () => {
    const { payment, intent } = await startedPayment(world, world.users.ada)
    const { state } = world.ticketing
    state.webhook.makesTickets = false
    const { id } = await stripeSends(world, { type: SUCCEEDED, intent, payment })
    await untilInbox(world, id, ({ attempts, state: of }) => attempts > 2 && of === 'waiting')
    for (const number of [11, 12]) {
      const of = { payment_uuid: payment, product_snapshot: { product_id: 5 }, status: 'issued' }
      state.tickets.push({ id: number, token: randomUUID(), ...of })
    }
    expect(await untilInbox(world, id)).toMatchObject({ state: 'done' })
    expect(await historyOf(world, payment)).toEqual(['PaymentStarted', 'PaymentSucceeded'])
    expect(ticketsOf(world, payment)).toHaveLength(2)
  })
})
