import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { cartStream, paymentStream, ticketStream } from '@ticketing/event-log'
import { cuttable } from '../testing/cuttable.js'
import { historyOf, relayed, SUCCEEDED, startedPayment, ticketsOf } from '../testing/started-payment.js'
import { stripeSends, untilInbox } from '../testing/stripe-events.js'
import { startWorld, type World } from '../testing/world.js'

const ROUTE = 'POST /api/payments/webhook'
const STORING_ONLY = { parallel: 0 }
const IMPATIENT = {
  waitMs: 400,
  relayMs: 300,
  leaseMs: 200,
  lookEveryMs: 30,
  firstPauseMs: 5,
  longestPauseMs: 100,
  closeWithinMs: 10,
}

let world: World
beforeEach(async () => {
  world = await startWorld({ webhookPace: STORING_ONLY })
})
afterEach(() => world.close())

const settled = async (payment: string) =>
  (await world.eventLog.readStream(paymentStream(payment))).filter(
    ({ context }) => context.actor.id === 'settler',
  )

/** What every story ends with. */
async function expectPaidOnce(payment: string, times: number) {
  const { ada } = world.users
  expect(relayed(world)).toHaveLength(times)
  expect(await historyOf(world, payment)).toEqual(['PaymentStarted', 'PaymentSucceeded'])
  const tickets = ticketsOf(world, payment)
  expect(tickets).toHaveLength(2)
  for (const { token } of tickets) {
    expect(await world.eventLog.readStream(ticketStream(token))).toMatchObject([{ type: 'TicketIssued' }])
  }
  expect(ada.cart.lines).toEqual([])
  const cart = await world.eventLog.readStream(cartStream({ userId: ada.id }))
  expect(cart.filter(({ type }) => type === 'CartCleared')).toHaveLength(1)
}

describe('a worker that is cut off from its database', () => {
  it('after the backend has done what it was asked leaves the rest to another, which does not ask again', async () => {
    const { payment, intent } = await startedPayment(world, world.users.ada)
    const dying = cuttable(world)
    world.ticketing.state.webhook.gap = async () => dying.cut()
    world.open({ ...dying, webhookPace: IMPATIENT })
    const { id } = await stripeSends(world, { type: SUCCEEDED, intent, payment })
    await untilInbox(world, id, ({ state }) => state === 'working')
    world.open({ webhookPace: IMPATIENT })
    expect(await untilInbox(world, id)).toMatchObject({ state: 'done', outcome: 'ALREADY_PAID' })
    expect(await settled(payment)).toMatchObject([{ type: 'PaymentSucceeded' }])
    await expectPaidOnce(payment, 1)
  })

  it('before the backend has heard of it leaves it to another, once nobody can be at work any more', async () => {
    const { payment, intent } = await startedPayment(world, world.users.ada)
    const dying = cuttable(world)
    const { failing } = world.ticketing.state
    failing.set(ROUTE, 0)
    world.open({ ...dying, webhookPace: IMPATIENT })
    const { id } = await stripeSends(world, { type: SUCCEEDED, intent, payment })
    while (relayed(world).length === 0) await new Promise(setImmediate)
    dying.cut()
    failing.clear()
    world.open({ webhookPace: IMPATIENT })
    expect(await untilInbox(world, id)).toMatchObject({ state: 'done', outcome: 'PASSED_ON' })
    expect(await settled(payment)).toMatchObject([
      { type: 'CommandRefused', data: { command: 'relayWebhook', reason: 'NOT_CARRIED_OUT' } },
    ])
    await expectPaidOnce(payment, 2)
  })

  it('tells the backend nothing, and goes on by itself afterwards', async () => {
    const { payment, intent } = await startedPayment(world, world.users.ada)
    const away = cuttable(world)
    world.open({ ...away, webhookPace: IMPATIENT })
    away.cut()
    const { id } = await stripeSends(world, { type: SUCCEEDED, intent, payment })
    await new Promise((resolve) => setTimeout(resolve, 3 * IMPATIENT.lookEveryMs))
    expect(relayed(world)).toEqual([])
    away.mend()
    expect(await untilInbox(world, id)).toMatchObject({ outcome: 'PASSED_ON' })
    await expectPaidOnce(payment, 1)
  })
})

describe('a worker whose event log cannot be written', () => {
  it('tells the backend nothing until it can', async () => {
    const { payment, intent } = await startedPayment(world, world.users.ada)
    const away = cuttable(world)
    world.open({ eventLog: away.eventLog, webhookPace: IMPATIENT })
    away.cut()
    const { id } = await stripeSends(world, { type: SUCCEEDED, intent, payment })
    await untilInbox(world, id, ({ reason }) => reason === 'SERVICE_UNAVAILABLE')
    expect(relayed(world)).toEqual([])
    away.mend()
    expect(await untilInbox(world, id)).toMatchObject({ outcome: 'PASSED_ON' })
    await expectPaidOnce(payment, 1)
  })
})

describe('a backend that does not answer', () => {
  it('is not asked again when it has done what it was asked', async () => {
    const { payment, intent } = await startedPayment(world, world.users.ada)
    world.ticketing.state.lost.set(ROUTE, 0)
    world.open({ webhookPace: IMPATIENT })
    const { id } = await stripeSends(world, { type: SUCCEEDED, intent, payment })
    expect(await untilInbox(world, id)).toMatchObject({ state: 'done', outcome: 'ALREADY_PAID' })
    await expectPaidOnce(payment, 1)
  })
})
