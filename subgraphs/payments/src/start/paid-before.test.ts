import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { stripeTells } from '../testing/stripe-events.js'
import type { BackendUser } from '../testing/ticketing-answers.js'
import { ask, startWorld, type World } from '../testing/world.js'

const START = `mutation($input: StartPaymentInput!) { startPayment(input: $input) {
  __typename
  ... on StartedPayment { payment { uuid } }
  ... on CartAlreadyPaid { payment { uuid status amount { amount } } }
} }`
const LINES = [{ product_id: 5, quantity: 2, price: 20, available: 50 }]

let world: World
const start = (user: BackendUser, method = 'STRIPE') =>
  ask(world, user, START, { input: { cartId: String(user.cart.id), method } })

async function startFor(user: BackendUser) {
  user.cart.lines = LINES
  const payment: string = (await start(user)).data.startPayment.payment.uuid
  const row = world.ticketing.state.payments.find(({ uuid }) => uuid === payment)
  const intent = world.stripe.intents.get(row?.transaction_id ?? '')
  if (!row || !intent) throw new Error('no payment was started')
  return { payment, row, intent }
}

/** Stripe has the money, and its webhook comes when the payer's token has ended. */
async function payAfterSigningOut(
  user: BackendUser,
  { payment, intent }: Awaited<ReturnType<typeof startFor>>,
) {
  intent.status = 'succeeded'
  user.token = `${user.id}|${randomUUID()}`
  const { state } = await stripeTells(world, {
    type: 'payment_intent.succeeded',
    intent: intent.id,
    payment,
  })
  expect(state).toBe('done')
}

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
afterEach(async () => {
  world.ticketing.state.payments.length = 0
  world.ticketing.state.failing.clear()
  for (const user of world.ticketing.state.users) user.cart.lines = []
  await world.db.query('DELETE FROM payments.started_payments')
})

describe('a cart that was paid after its payer had signed out', () => {
  it('is emptied instead of being paid a second time', async () => {
    const { ada } = world.users
    const started = await startFor(ada)
    await payAfterSigningOut(ada, started)
    expect(ada.cart.lines).toEqual(LINES)
    expect((await start(ada)).data.startPayment).toEqual({
      __typename: 'CartAlreadyPaid',
      payment: { uuid: started.payment, status: 'PAID', amount: { amount: '40.00' } },
    })
    expect(ada.cart.lines).toEqual([])
    expect(world.ticketing.state.payments).toHaveLength(1)
    expect((await start(ada)).data.startPayment.__typename).toBe('EmptyCart')
  })

  it('is emptied though the purchase itself took the last tickets', async () => {
    const { ada } = world.users
    await payAfterSigningOut(ada, await startFor(ada))
    ada.cart.lines = LINES.map((line) => ({ ...line, available: 0 }))
    expect((await start(ada)).data.startPayment.__typename).toBe('CartAlreadyPaid')
    expect(ada.cart.lines).toEqual([])
  })

  it('can be filled with the same again afterwards, and paid', async () => {
    const { ada } = world.users
    await payAfterSigningOut(ada, await startFor(ada))
    await start(ada)
    ada.cart.lines = LINES
    expect((await start(ada)).data.startPayment.__typename).toBe('StartedPayment')
  })

  it('is paid as it is when it has changed since, also when it changes back', async () => {
    const { ada } = world.users
    await payAfterSigningOut(ada, await startFor(ada))
    ada.cart.lines = LINES.map((line) => ({ ...line, quantity: 3 }))
    expect((await start(ada)).data.startPayment.__typename).toBe('StartedPayment')
    ada.cart.lines = LINES
    expect((await start(ada)).data.startPayment.__typename).toBe('StartedPayment')
  })

  it('is paid anew when the money was given back', async () => {
    const { ada } = world.users
    const started = await startFor(ada)
    await payAfterSigningOut(ada, started)
    started.row.status = 'refunded'
    expect((await start(ada)).data.startPayment.__typename).toBe('StartedPayment')
    expect(ada.cart.lines).toEqual(LINES)
  })
})

describe('a payment that Stripe has the money of before the backend knows', () => {
  it('keeps a second one from being opened, also after a first card was declined', async () => {
    const { ada } = world.users
    const { row, intent } = await startFor(ada)
    row.status = 'failed'
    intent.status = 'succeeded'
    expect((await start(ada)).data.startPayment).toMatchObject({
      __typename: 'CartAlreadyPaid',
      payment: { uuid: row.uuid, status: 'FAILED' },
    })
    expect(world.ticketing.state.payments).toHaveLength(1)
  })

  it('counts though it was about to be replaced', async () => {
    const { ada } = world.users
    const started = await startFor(ada)
    const { intent } = started
    // Paid between the moment it is looked at and the moment it would be cancelled.
    let looks = 0
    Object.defineProperty(intent, 'status', {
      configurable: true,
      get: () => (looks++ === 0 ? 'requires_payment_method' : 'succeeded'),
    })
    expect((await start(ada, 'PAYPAL')).data.startPayment).toMatchObject({
      __typename: 'CartAlreadyPaid',
      payment: { uuid: started.payment, status: 'PENDING' },
    })
    Object.defineProperty(intent, 'status', { value: 'succeeded', writable: true })
    await payAfterSigningOut(ada, started)
    expect((await start(ada, 'PAYPAL')).data.startPayment).toMatchObject({
      __typename: 'CartAlreadyPaid',
      payment: { uuid: started.payment },
    })
  })
})
