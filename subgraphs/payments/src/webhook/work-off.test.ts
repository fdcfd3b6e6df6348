import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { cartStream, paymentStream, ticketStream } from '@ticketing/event-log'
import {
  FAILED,
  forget,
  historyOf,
  relayed,
  SUCCEEDED,
  startedPayment,
  ticketsOf,
} from '../testing/started-payment.js'
import { stripeSends, stripeTells, untilInbox } from '../testing/stripe-events.js'
import { ask, startWorld, type World } from '../testing/world.js'

let world: World
let bare: World

beforeAll(async () => {
  ;[world, bare] = await Promise.all([startWorld({ rooms: 2 }), startWorld({ withService: false })])
})
afterAll(() => Promise.all([world.close(), bare.close()]))
afterEach(() => {
  forget(world)
  forget(bare)
})

describe('an event of Stripe', () => {
  it('is passed on with the same bytes and a signature of our own, and recorded with its tickets', async () => {
    const { ada } = world.users
    const { payment, intent, row } = await startedPayment(world, ada)
    const created = Math.floor(Date.now() / 1000) - 60
    const { sent, id } = await stripeTells(world, { type: SUCCEEDED, intent, payment, created })
    expect(relayed(world)).toEqual([sent])
    expect(row.status).toBe('paid')
    const [intended, paid] = (await world.eventLog.readStream(paymentStream(payment))).slice(-2)
    expect(intended).toMatchObject({
      type: 'CommandIntended',
      data: { command: 'relayWebhook', arguments: { webhook: id, verdict: 'succeeded' } },
      context: { actor: { id: 'stripe', role: 'SYSTEM' }, requestId: `stripe-${id}` },
    })
    expect(paid).toMatchObject({
      type: 'PaymentSucceeded',
      data: { payment, owner: String(ada.id), amount: { minorUnits: '4000', currency: 'EUR' } },
      occurredAt: new Date(created * 1000),
      context: { causationId: intended?.id },
    })
    for (const ticket of ticketsOf(world, payment)) {
      expect(await world.eventLog.readStream(ticketStream(ticket.token))).toMatchObject([
        {
          type: 'TicketIssued',
          data: { ticket: String(ticket.id), owner: String(ada.id), payment, product: '5', free: false },
          context: { causationId: intended?.id, correlationId: intended?.context.correlationId },
        },
      ])
    }
    expect(ticketsOf(world, payment)).toHaveLength(2)
  })

  it('makes one set of tickets, however many say the same at once to however many processes', async () => {
    const { payment, intent } = await startedPayment(world, world.users.ada)
    world.ticketing.state.webhook.gap = () => new Promise((resolve) => setTimeout(resolve, 30))
    const rooms = [world, ...world.others]
    const ids = ['evt_a', 'evt_b', 'evt_a', 'evt_b', 'evt_a', 'evt_c', 'evt_b', 'evt_a']
    const answers = await Promise.all(
      ids.map((id, at) => stripeSends(rooms[at % 2] ?? world, { type: SUCCEEDED, intent, payment, id })),
    )
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200))
    const outcomes = await Promise.all(['evt_a', 'evt_b', 'evt_c'].map((id) => untilInbox(world, id)))
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual([
      'ALREADY_PAID',
      'ALREADY_PAID',
      'PASSED_ON',
    ])
    expect(relayed(world)).toHaveLength(1)
    expect(ticketsOf(world, payment)).toHaveLength(2)
    expect(await historyOf(world, payment)).toEqual(['PaymentStarted', 'PaymentSucceeded'])
  })

  it('never undoes a paid payment by a late failure, nor a refund by a late success', async () => {
    const { payment, intent, row } = await startedPayment(world, world.users.ada)
    row.status = 'paid'
    expect(await stripeTells(world, { type: FAILED, intent, payment })).toMatchObject({
      outcome: 'ALREADY_PAID',
    })
    row.status = 'refunded'
    for (const type of [SUCCEEDED, FAILED]) {
      expect(await stripeTells(world, { type, intent, payment })).toMatchObject({ outcome: 'REFUNDED' })
    }
    expect(relayed(world)).toEqual([])
    expect(row.status).toBe('refunded')
    expect(await historyOf(world, payment)).toEqual(['PaymentStarted'])
  })

  it('waits for a refund that is under way, and does not undo it', async () => {
    const { payment, intent, row } = await startedPayment(world, world.users.ada)
    Object.assign(row, { status: 'paid', paid_at: '2024-07-01T10:05:00+00:00' })
    const refund = `mutation { refundPayment(uuid: "${payment}", amount: { minorUnits: 4000, currency: EUR }) {
      __typename } }`
    const [refunded, { outcome }] = await Promise.all([
      ask(world, world.users.admin, refund),
      stripeTells(world, { type: FAILED, intent, payment }),
    ])
    expect(refunded.errors).toBeUndefined()
    expect(['ALREADY_PAID', 'REFUNDED']).toContain(outcome)
    expect(row.status).toBe('refunded')
  })

  it('of a card that was declined is recorded with the reason, each once', async () => {
    const { payment, intent, row } = await startedPayment(world, world.users.ada)
    for (const declined of ['insufficient_funds', 'expired_card']) {
      await stripeTells(world, { type: FAILED, intent, payment, declined })
    }
    expect(row.status).toBe('failed')
    expect(relayed(world)).toHaveLength(1)
    const events = await world.eventLog.readStream(paymentStream(payment))
    const reasons = events.map((event) => (event.type === 'PaymentFailed' ? event.data.reason : null))
    expect(reasons.filter((reason) => reason !== null)).toEqual(['insufficient_funds', 'expired_card'])
    await stripeTells(world, { type: SUCCEEDED, intent, payment })
    expect(await historyOf(world, payment)).toEqual([
      'PaymentStarted',
      'PaymentFailed',
      'PaymentFailed',
      'PaymentSucceeded',
    ])
  })

  it('of a failure is not passed on when a success waits behind it', async () => {
    const { payment, intent } = await startedPayment(world, world.users.ada)
    world.ticketing.state.failing.set('POST /api/payments/webhook', 503)
    const failed = await stripeSends(world, { type: FAILED, intent, payment, created: 1_700_000_000 })
    await untilInbox(world, failed.id, ({ attempts, state }) => attempts > 0 && state === 'waiting')
    const paid = await stripeSends(world, { type: SUCCEEDED, intent, payment, created: 1_700_000_001 })
    expect(await untilInbox(world, failed.id)).toMatchObject({ outcome: 'OVERTAKEN' })
    world.ticketing.state.failing.clear()
    expect(await untilInbox(world, paid.id)).toMatchObject({ outcome: 'PASSED_ON' })
  })

  it('finds its payment by the intent when it does not name it', async () => {
    const { intent, row } = await startedPayment(world, world.users.ada)
    expect(await stripeTells(world, { type: SUCCEEDED, intent })).toMatchObject({ state: 'done' })
    expect(row.status).toBe('paid')
  })

  it('of a failure of a payment that was replaced is ignored', async () => {
    const { payment, intent, row } = await startedPayment(world, world.users.ada)
    await world.db.query('UPDATE payments.started_payments SET superseded_at = now() WHERE uuid = $1', [
      payment,
    ])
    const { outcome } = await stripeTells(world, { type: FAILED, intent, payment })
    expect(outcome).toBe('SUPERSEDED')
    expect(row.status).toBe('pending')
  })

  it.each([500, 503, 429])('is passed on again when the backend answers %d', async (status) => {
    const { payment, intent, row } = await startedPayment(world, world.users.ada)
    world.ticketing.state.failing.set('POST /api/payments/webhook', status)
    const { id } = await stripeSends(world, { type: SUCCEEDED, intent, payment })
    await untilInbox(world, id, ({ attempts, state }) => attempts > 2 && state === 'waiting')
    world.ticketing.state.failing.clear()
    expect(await untilInbox(world, id)).toMatchObject({ outcome: 'PASSED_ON' })
    expect(row.status).toBe('paid')
  })

  it('is not passed on again when the backend fails after it did what it was asked', async () => {
    const { payment, intent } = await startedPayment(world, world.users.ada)
    world.ticketing.state.lost.set('POST /api/payments/webhook', 500)
    const { outcome } = await stripeTells(world, { type: SUCCEEDED, intent, payment })
    expect(outcome).toBe('ALREADY_PAID')
    expect(relayed(world)).toHaveLength(1)
    expect(await historyOf(world, payment)).toEqual(['PaymentStarted', 'PaymentSucceeded'])
  })
})

describe('an event without a service account', () => {
  it('is put in order all the same', async () => {
    const { payment, intent, row } = await startedPayment(bare, bare.users.ada)
    row.status = 'paid'
    const failed = { type: FAILED, intent, payment }
    expect(await stripeTells(bare, failed)).toMatchObject({ outcome: 'ALREADY_PAID' })
    row.status = 'pending'
    expect(await stripeTells(bare, failed)).toMatchObject({ outcome: 'PASSED_ON' })
    expect(await stripeTells(bare, { ...failed, type: SUCCEEDED })).toMatchObject({ outcome: 'PASSED_ON' })
    expect(row.status).toBe('paid')
  })

  it('asks Stripe whether a failure is old news when nobody else knows the payment', async () => {
    const { payment, intent, row } = await startedPayment(bare, bare.users.ada)
    await bare.db.query('DELETE FROM payments.started_payments')
    Object.assign(bare.stripe.intents.get(intent) ?? {}, { status: 'succeeded' })
    const { outcome } = await stripeTells(bare, { type: FAILED, intent, payment })
    expect(outcome).toBe('ALREADY_PAID')
    expect(row.status).toBe('pending')
  })
})

describe('the cart after its payment', () => {
  it('is emptied after the tickets were recorded: nothing may stand before their issue', async () => {
    const { ada } = world.users
    const { payment, intent } = await startedPayment(world, ada)
    await stripeTells(world, { type: SUCCEEDED, intent, payment })
    const streams = [
      cartStream({ userId: ada.id }),
      ...ticketsOf(world, payment).map(({ token }) => ticketStream(token)),
    ]
    const events = await world.eventLog.readAll({ filter: { streams } })
    expect(events.slice(-4).map(({ type }) => type)).toEqual([
      'TicketIssued',
      'TicketIssued',
      'CommandIntended',
      'CartCleared',
    ])
  })

  it('is empty also where the tickets cannot be listed, and they are recorded later', async () => {
    const { ada } = world.users
    const { payment, intent } = await startedPayment(world, ada)
    world.ticketing.state.failing.set('GET /api/tickets', 500)
    const { id } = await stripeSends(world, { type: SUCCEEDED, intent, payment })
    await untilInbox(world, id, ({ attempts, state }) => attempts > 0 && state === 'waiting')
    expect(ada.cart.lines).toEqual([])
    world.ticketing.state.failing.clear()
    await untilInbox(world, id)
    for (const { token } of ticketsOf(world, payment)) {
      expect(await world.eventLog.readStream(ticketStream(token))).toHaveLength(1)
    }
  })

  it('is empty, and its history says why', async () => {
    const { ada } = world.users
    const { payment, intent } = await startedPayment(world, ada)
    await stripeTells(world, { type: SUCCEEDED, intent, payment })
    expect(ada.cart.lines).toEqual([])
    const events = await world.eventLog.readStream(cartStream({ userId: ada.id }), { direction: 'backwards' })
    expect(events[0]).toMatchObject({
      type: 'CartCleared',
      data: { cart: String(ada.cart.id), owner: String(ada.id), reason: 'PAID' },
    })
  })

  it('is left alone when it has changed since, also by a later event', async () => {
    const { ada } = world.users
    const { payment, intent } = await startedPayment(world, ada)
    const paidFor = ada.cart.lines
    const changed = [...paidFor, { product_id: 9, quantity: 1, price: 5, available: 3 }]
    ada.cart.lines = changed
    await stripeTells(world, { type: SUCCEEDED, intent, payment })
    expect(ada.cart.lines).toEqual(changed)
    ada.cart.lines = paidFor
    await stripeTells(world, { type: SUCCEEDED, intent, payment })
    expect(ada.cart.lines).toEqual(paidFor)
  })

  it('never holds the payment up, and is emptied when another event comes', async () => {
    const { ada } = world.users
    const { payment, intent, row } = await startedPayment(world, ada)
    world.ticketing.state.failing.set('GET /api/cart', 500)
    expect(await stripeTells(world, { type: SUCCEEDED, intent, payment })).toMatchObject({ state: 'done' })
    expect(row.status).toBe('paid')
    world.ticketing.state.failing.clear()
    await stripeTells(world, { type: SUCCEEDED, intent, payment })
    expect(ada.cart.lines).toEqual([])
  })

  it('is never that of a guest, though the backend shows one for a token that has ended', async () => {
    const { ada, ben } = world.users
    const { payment, intent } = await startedPayment(world, ada)
    const token = ada.token
    ada.token = 'another login'
    ben.cart.lines = [{ product_id: 5, quantity: 2, price: 20, available: 50 }]
    expect(await stripeTells(world, { type: SUCCEEDED, intent, payment })).toMatchObject({ state: 'done' })
    expect(world.ticketing.log()).not.toContain('DELETE /api/cart/items')
    ada.token = token
    await stripeTells(world, { type: SUCCEEDED, intent, payment })
    expect(ada.cart.lines).toEqual([])
    expect(ben.cart.lines).toHaveLength(1)
  })
})
