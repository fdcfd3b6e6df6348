import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { BackendUser } from '../testing/ticketing-answers.js'
import { ask, startWorld, type World } from '../testing/world.js'

const START = `mutation($input: StartPaymentInput!) { startPayment(input: $input) {
  ... on StartedPayment { payment { uuid } }
} }`
const LINES = [{ product_id: 5, quantity: 2, price: 20, available: 50 }]

let world: World
const start = (user: BackendUser, method: string) =>
  ask(world, user, START, { input: { cartId: String(user.cart.id), method } })

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
afterEach(() => {
  world.ticketing.state.payments.length = 0
  world.ticketing.asked.length = 0
})

describe('the method of a payment', () => {
  it('replaces a pending payment when it changes, so that the record says what was asked', async () => {
    const { ada } = world.users
    ada.cart.lines = LINES
    const by = async (method: string) => (await start(ada, method)).data.startPayment.payment.uuid
    const card = await by('STRIPE')
    const paypal = await by('PAYPAL')
    expect(paypal).not.toBe(card)
    expect(await by('PAYPAL')).toBe(paypal)
    const { payments } = world.ticketing.state
    expect(payments.map(({ payment_method, status }) => [payment_method, status])).toEqual([
      ['paypal', 'pending'],
      ['stripe', 'failed'],
    ])
    expect(world.stripe.intents.get(payments[1]?.transaction_id ?? '')?.status).toBe('canceled')
    // Unknown here: its full record tells.
    await world.db.query('UPDATE payments.started_payments SET method = NULL')
    expect(await by('PAYPAL')).toBe(paypal)
    expect(await by('STRIPE')).not.toBe(paypal)
  })

  it('is not FREE for a cart, and the backend is not even asked', async () => {
    const { ada } = world.users
    ada.cart.lines = LINES
    const { data, errors } = await start(ada, 'FREE')
    expect(data).toEqual({ startPayment: null })
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('ask for STRIPE or PAYPAL'),
      extensions: { code: 'BAD_USER_INPUT' },
    })
    expect(world.ticketing.asked).toEqual([])
  })
})
