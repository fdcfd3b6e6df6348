import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { cartStream, eventIds, type JsonValue, paymentStream, ticketStream } from '@ticketing/event-log'
import { addPayment } from '../testing/paid-payment.js'
import { abandon, settled } from '../testing/recorded-story.js'
import type { BackendPayment, BackendUser } from '../testing/ticketing-answers.js'
import { ask, createUser, startWorld, type World } from '../testing/world.js'

let world: World
let nextUser = 50

function newUser(): BackendUser {
  const user = createUser(nextUser++)
  world.ticketing.state.users.push(user)
  return user
}
const startArguments = ({ id, cart }: BackendUser) => ({ user: id, cart: cart.id, method: 'STRIPE' })

/** What became of a command whose process died. */
async function settledAs(stream: string, command: string, about: Readonly<Record<string, JsonValue>>) {
  const intent = await abandon(world, stream, command, about)
  const last = await settled(world, stream)
  expect(last.context).toMatchObject({ actor: { id: 'settler', role: 'SYSTEM' }, causationId: intent })
  return { type: last.type, data: last.data }
}

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
afterEach(() => {
  world.ticketing.state.payments.length = 0
  world.ticketing.state.tickets.length = 0
})

describe('a start of a payment that was abandoned', () => {
  const begun = { status: 'pending', paid_at: null } as const

  it('has started the payment that was opened meanwhile', async () => {
    const user = newUser()
    const now = new Date().toISOString()
    const old = addPayment(world, user, begun)
    const { uuid } = addPayment(world, user, { ...begun, created_at: now })
    const stream = cartStream({ userId: user.id })
    expect(await settledAs(stream, 'startPayment', startArguments(user))).toMatchObject({
      type: 'CommandCompleted',
    })
    expect(await world.eventLog.readStream(paymentStream(uuid))).toMatchObject([
      {
        type: 'PaymentStarted',
        id: eventIds.paymentStarted(uuid),
        data: { owner: String(user.id), amount: { minorUnits: '4497' } },
        occurredAt: new Date(now),
      },
    ])
    expect(await world.eventLog.readStream(paymentStream(old.uuid))).toEqual([])
  })

  it('has done nothing when none was, nor when the backend could not make an intent for it', async () => {
    const user = newUser()
    addPayment(world, user, begun)
    addPayment(world, user, { status: 'failed', transaction_id: null, created_at: new Date().toISOString() })
    const stream = cartStream({ userId: user.id })
    expect(await settledAs(stream, 'startPayment', startArguments(user))).toEqual({
      type: 'CommandRefused',
      data: { command: 'startPayment', reason: 'NOT_CARRIED_OUT' },
    })
  })

  it('is not waited for by the next start of its user, but settled by it', async () => {
    const user = newUser()
    user.cart.lines = [{ product_id: 5, quantity: 2, price: 20, available: 50 }]
    const stream = cartStream({ userId: user.id })
    await abandon(world, stream, 'startPayment', startArguments(user))
    const document = `mutation($input: StartPaymentInput!) { startPayment(input: $input) { __typename } }`
    const { data } = await ask(world, user, document, { input: { cartId: String(user.cart.id) } })
    expect(data.startPayment.__typename).toBe('StartedPayment')
  })
})

describe('a change of a cart that another subgraph abandoned', () => {
  const START = `mutation($input: StartPaymentInput!) { startPayment(input: $input) { __typename } }`
  const lastBefore = async (stream: string) => {
    const events = await world.eventLog.readStream(stream)
    const { type, data } = events[1] ?? {}
    return { type, data }
  }

  it.each([
    ['setCartItem', { product: 5, quantity: 2 }, 'CartItemSet'],
    ['setCartItem', { product: 5, quantity: 7 }, 'CommandRefused'],
    ['clearCart', {}, 'CommandRefused'],
  ])('is settled by whoever pays for the cart: %s %o', async (command, about, type) => {
    const user = newUser()
    user.cart.lines = [{ product_id: 5, quantity: 2, price: 20, available: 50 }]
    const stream = cartStream({ userId: user.id })
    await abandon(world, stream, command, { user: user.id, guestCart: null, ...about })
    const { data } = await ask(world, user, START, { input: { cartId: String(user.cart.id) } })
    expect(data.startPayment.__typename).toBe('StartedPayment')
    expect(await lastBefore(stream)).toMatchObject({ type })
  })

  it('has cleared the cart that is empty', async () => {
    const user = newUser()
    const stream = cartStream({ userId: user.id })
    await abandon(world, stream, 'clearCart', { user: user.id, guestCart: null })
    await ask(world, user, START, { input: { cartId: String(user.cart.id) } })
    expect(await lastBefore(stream)).toEqual({
      type: 'CartCleared',
      data: { cart: String(user.cart.id), owner: String(user.id), reason: 'ASKED' },
    })
  })
})

describe('a replacement of a payment that was abandoned', () => {
  const replaced = (payment: BackendPayment) =>
    settledAs(paymentStream(payment.uuid), 'supersedePayment', {
      payment: payment.uuid,
      user: payment.user_id,
      event: 'evt_1',
    })

  it('was made when the backend calls the payment failed', async () => {
    const payment = addPayment(world, world.users.ada, { status: 'failed', paid_at: null })
    expect(await replaced(payment)).toEqual({
      type: 'PaymentFailed',
      data: { payment: payment.uuid, owner: '1', reason: 'SUPERSEDED' },
    })
  })

  it('was not made when it does not', async () => {
    const payment = addPayment(world, world.users.ada, { status: 'pending', paid_at: null })
    expect((await replaced(payment)).type).toBe('CommandRefused')
  })
})

describe('a refund that was abandoned', () => {
  const refunded = (payment: BackendPayment, refundedBefore: string, tickets: readonly string[] = []) =>
    settledAs(paymentStream(payment.uuid), 'refundPayment', {
      payment: payment.uuid,
      amount: '1999',
      refundedBefore,
      tickets,
    })
  function paid(backend: number, atStripe: number): BackendPayment {
    const transaction_id = `pi_${randomUUID()}`
    world.stripe.open(transaction_id, 6000).status = 'succeeded'
    world.stripe.refunds.push({
      payment_intent: transaction_id,
      amount: atStripe,
      status: 'succeeded',
      key: null,
    })
    return addPayment(world, world.users.ada, { amount: 60, refunded: backend, transaction_id })
  }

  it('was made when the sum has grown by it, and is made up to the cent', async () => {
    const payment = paid(29.99, 2998)
    expect(await refunded(payment, '1000')).toMatchObject({
      type: 'PaymentRefunded',
      data: { amount: { minorUnits: '1999' }, total: { minorUnits: '2999' }, full: false },
    })
    const [, cent] = world.stripe.refunds.filter(
      ({ payment_intent }) => payment_intent === payment.transaction_id,
    )
    expect(cent).toMatchObject({ amount: 1, key: `missing-cent-${payment.uuid}-2999` })
  })

  it('marks the tickets that it was for, once it is seen that it was made', async () => {
    const payment = paid(29.99, 2999)
    const token = randomUUID()
    const ticket = { id: 32, token, status: 'issued', payment_uuid: payment.uuid }
    world.ticketing.state.tickets.push(ticket)
    expect((await refunded(payment, '1000', ['32'])).type).toBe('PaymentRefunded')
    expect(ticket.status).toBe('refunded')
    expect((await world.eventLog.readStream(ticketStream(token))).at(-1)).toMatchObject({
      type: 'TicketStatusSet',
      data: { ticket: '32', from: 'ISSUED', to: 'REFUNDED' },
    })
  })

  it('was not made when it has not', async () => {
    expect((await refunded(paid(10, 1000), '1000')).type).toBe('CommandRefused')
  })

  it.each([
    ['Stripe has given back what the backend does not know of', 10, 2998],
    ['it has grown by another sum', 15, 1500],
  ])('is UNKNOWN when %s', async (_, backend, atStripe) => {
    expect((await refunded(paid(backend, atStripe), '1000')).type).toBe('CommandOutcomeUnknown')
  })
})

describe('a mark of a ticket that was abandoned', () => {
  async function marked(status: string, refunded_at?: string) {
    const [id, token] = [31, randomUUID()]
    const ticket = { id, token, status, payment_uuid: randomUUID(), ...(refunded_at && { refunded_at }) }
    world.ticketing.state.tickets.push(ticket)
    return settledAs(ticketStream(token), 'markRefunded', { ticket: id, token, from: 'ISSUED' })
  }

  it('was made when the ticket became REFUNDED meanwhile', async () => {
    expect(await marked('refunded', new Date().toISOString())).toEqual({
      type: 'TicketStatusSet',
      data: { ticket: '31', from: 'ISSUED', to: 'REFUNDED' },
    })
  })

  it('is UNKNOWN when the ticket became so at another time', async () => {
    expect((await marked('refunded', '2024-07-01T10:00:00+00:00')).type).toBe('CommandOutcomeUnknown')
  })

  it('was not made when the ticket is anything else', async () => {
    expect((await marked('used')).type).toBe('CommandRefused')
  })
})

describe('without a service account', () => {
  it('nobody knows what became of a command', async () => {
    const alone = await startWorld({ withService: false })
    try {
      const stream = paymentStream(randomUUID())
      await abandon(alone, stream, 'supersedePayment', { payment: randomUUID(), user: 1, event: 'evt_1' })
      expect(await settled(alone, stream)).toMatchObject({
        type: 'CommandOutcomeUnknown',
        data: { reason: 'There is no service account.' },
      })
    } finally {
      await alone.close()
    }
  })
})
