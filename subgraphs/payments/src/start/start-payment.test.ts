import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { ask, createUser, startWorld, type World } from '../testing/world.js'

const START = `mutation($input: StartPaymentInput!) { startPayment(input: $input) {
  __typename
  ... on StartedPayment { clientSecret payment { uuid status amount { amount } } }
  ... on StockUnavailable { lines { product { id } requested available } }
  ... on EmptyCart { cartId }
  ... on CartAlreadyPaid { payment { uuid status } }
} }`

const SUPERSEDED = 'SELECT uuid FROM payments.started_payments WHERE superseded_at IS NOT NULL'

let world: World
const start = (user = world.users.ada, input: object = { cartId: String(user.cart.id), method: 'STRIPE' }) =>
  ask(world, user, START, { input })
const line = (product_id: number, quantity: number, price: number, available = 50) => ({
  product_id,
  quantity,
  price,
  available,
})

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
afterEach(async () => {
  const { payments, users, failing } = world.ticketing.state
  payments.length = 0
  failing.clear()
  for (const user of users) user.cart.lines = []
  world.ticketing.asked.length = 0
  world.stripe.asked.length = 0
  world.stripe.fail.status = null
  await world.db.query('DELETE FROM payments.started_payments')
})

describe('startPayment', () => {
  it('opens a payment for the exact total, though the backend cut a cent off', async () => {
    world.users.ada.cart.lines = [line(5, 1, 19.99)]
    const { data, errors } = await start()
    expect(errors).toBeUndefined()
    expect(data.startPayment).toMatchObject({
      __typename: 'StartedPayment',
      payment: { status: 'PENDING', amount: { amount: '19.99' } },
    })
    const [intent] = [...world.stripe.intents.values()].slice(-1)
    expect(intent).toMatchObject({ amount: 1999, status: 'requires_payment_method' })
    expect(data.startPayment.clientSecret).toBe(`${intent?.id}_secret`)
  })

  it('leaves Stripe alone when the amount is right already', async () => {
    world.users.ada.cart.lines = [line(5, 2, 20)]
    await start()
    expect(world.stripe.asked.map(({ method }) => method)).toEqual(['GET'])
  })

  it('gives the same payment again while the cart is the same', async () => {
    world.users.ada.cart.lines = [line(5, 2, 20), line(6, 1, 45.5)]
    const first = await start()
    world.users.ada.cart.lines.reverse()
    const second = await start()
    expect(second.data.startPayment).toEqual(first.data.startPayment)
    expect(world.ticketing.state.payments).toHaveLength(1)
  })

  it('replaces a pending payment once the cart has changed', async () => {
    const { ada } = world.users
    ada.cart.lines = [line(5, 2, 20)]
    const first = (await start()).data.startPayment
    ada.cart.lines = [line(5, 3, 20)]
    const second = (await start()).data.startPayment
    expect(second.payment.uuid).not.toBe(first.payment.uuid)
    expect(second.payment.amount).toEqual({ amount: '60.00' })
    expect(world.ticketing.state.payments.map(({ status }) => status)).toEqual(['pending', 'failed'])
    const old = world.ticketing.state.payments[1]?.transaction_id ?? ''
    expect(world.stripe.intents.get(old)?.status).toBe('canceled')
    expect(await world.db.query(SUPERSEDED)).toEqual([{ uuid: first.payment.uuid }])
  })

  it('replaces the payments of more carts at once than there are connections', async () => {
    const { users } = world.ticketing.state
    const buyers = Array.from({ length: 25 }, (_, n) => createUser(200 + n))
    users.push(...buyers)
    for (const { cart } of buyers) cart.lines = [line(5, 2, 20)]
    await Promise.all(buyers.map((buyer) => start(buyer)))
    for (const { cart } of buyers) cart.lines = [line(5, 3, 20)]
    const answers = await Promise.all(buyers.map((buyer) => start(buyer)))
    expect(answers.map(({ errors }) => errors)).toEqual(Array(25).fill(undefined))
    expect(await world.db.query(SUPERSEDED)).toHaveLength(25)
    users.splice(-buyers.length)
  })

  it('replaces it at the next call when the backend did not hear of it the first time', async () => {
    const { ada } = world.users
    ada.cart.lines = [line(5, 2, 20)]
    const first = (await start()).data.startPayment
    ada.cart.lines = [line(5, 3, 20)]
    world.ticketing.state.failing.set('POST /api/payments/webhook', 500)
    expect((await start()).errors?.[0]?.extensions.code).toBe('BACKEND_UNAVAILABLE')
    world.ticketing.state.failing.clear()
    expect(await world.db.query(SUPERSEDED)).toEqual([{ uuid: first.payment.uuid }])
    // Back to what it was: the old payment can be paid by nobody any more.
    ada.cart.lines = [line(5, 2, 20)]
    const second = (await start()).data.startPayment
    expect(second.payment.uuid).not.toBe(first.payment.uuid)
    expect(world.ticketing.state.payments.map(({ status }) => status)).toEqual(['pending', 'failed'])
  })

  it('never hands out again what it began to replace, whatever Stripe did then', async () => {
    const { ada } = world.users
    ada.cart.lines = [line(5, 2, 20)]
    const first = (await start()).data.startPayment
    await world.db.query('UPDATE payments.started_payments SET superseded_at = now()')
    const second = (await start()).data.startPayment
    expect(second.payment.uuid).not.toBe(first.payment.uuid)
  })

  it('replaces a payment that another client opened for another cart content', async () => {
    const { ada } = world.users
    // Same amount: only the lines of the full record tell that it is for something else.
    ada.cart.lines = [line(5, 2, 20)]
    await start()
    await world.db.query('DELETE FROM payments.started_payments')
    ada.cart.lines = [line(6, 1, 40)]
    await start()
    expect(world.ticketing.state.payments.map(({ status }) => status)).toEqual(['pending', 'failed'])
  })

  it('does not take money twice: a pending payment that was paid at Stripe is the answer', async () => {
    const { ada } = world.users
    ada.cart.lines = [line(5, 2, 20)]
    const { payment } = (await start()).data.startPayment
    for (const intent of world.stripe.intents.values()) intent.status = 'succeeded'
    ada.cart.lines = [line(5, 3, 20)]
    const { data, errors } = await start()
    expect(errors).toBeUndefined()
    expect(data.startPayment).toEqual({
      __typename: 'CartAlreadyPaid',
      payment: { uuid: payment.uuid, status: 'PENDING' },
    })
    expect(world.ticketing.state.payments.map(({ status }) => status)).toEqual(['pending'])
  })

  it('opens nothing while the bank has yet to say whether a payment of the cart is made', async () => {
    const { ada } = world.users
    ada.cart.lines = [line(5, 2, 20)]
    await start()
    for (const intent of world.stripe.intents.values()) intent.status = 'processing'
    expect((await start()).errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', retryable: true })
    ada.cart.lines = [line(5, 3, 20)]
    expect((await start()).errors?.[0]?.extensions.code).toBe('CONFLICT')
    expect(world.ticketing.state.payments.map(({ status }) => status)).toEqual(['pending'])
  })

  it('names the older payment that paid for the same, though the backend has opened another since', async () => {
    const { ada } = world.users
    ada.cart.lines = [line(5, 2, 20)]
    const { payment } = (await start()).data.startPayment
    for (const intent of world.stripe.intents.values()) intent.status = 'succeeded'
    world.ticketing.state.payments.length = 0
    expect((await start()).data.startPayment).toMatchObject({
      __typename: 'CartAlreadyPaid',
      payment: { uuid: payment.uuid },
    })
  })

  it('closes the old intent at Stripe when the backend opens a new payment after a failure', async () => {
    const { ada } = world.users
    ada.cart.lines = [line(5, 2, 20)]
    await start()
    for (const payment of world.ticketing.state.payments) payment.status = 'failed'
    await start()
    const [, old] = world.ticketing.state.payments
    expect(world.stripe.intents.get(old?.transaction_id ?? '')?.status).toBe('canceled')
  })

  it('opens one payment for parallel calls', async () => {
    world.users.ada.cart.lines = [line(5, 2, 20)]
    const answers = await Promise.all(Array.from({ length: 6 }, () => start()))
    expect(new Set(answers.map(({ data }) => data.startPayment.payment.uuid)).size).toBe(1)
    expect(world.ticketing.state.payments).toHaveLength(1)
  })

  it('answers an empty cart without asking the backend for a payment', async () => {
    expect((await start()).data.startPayment).toEqual({ __typename: 'EmptyCart', cartId: '101' })
    expect(world.ticketing.log()).toEqual(['GET /api/cart'])
  })

  it('does not try to charge less than Stripe takes', async () => {
    world.users.ada.cart.lines = [line(5, 1, 0.49)]
    expect((await start()).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(world.ticketing.log()).toEqual(['GET /api/cart'])
  })

  it('names what is short without asking the backend for a payment', async () => {
    world.users.ada.cart.lines = [line(5, 1, 20), line(6, 4, 20, -2)]
    expect((await start()).data.startPayment).toEqual({
      __typename: 'StockUnavailable',
      lines: [{ product: { id: '6' }, requested: 4, available: 0 }],
    })
    expect(world.ticketing.log()).toEqual(['GET /api/cart'])
  })

  it('pays nobody else’s cart, no guest’s, and none that does not exist', async () => {
    const { ada, ben } = world.users
    ben.cart.lines = [line(5, 1, 20)]
    const codeFor = async (cartId: string) => (await start(ada, { cartId })).errors?.[0]?.extensions.code
    expect(await codeFor(String(ben.cart.id))).toBe('NOT_FOUND')
    expect(await codeFor('999')).toBe('NOT_FOUND')
    expect(await codeFor('3f1de1c2-2d9e-4c0c-9a51-6a4c5a1b7e55')).toBe('BAD_USER_INPUT')
    expect(await codeFor('101 OR 1=1')).toBe('BAD_USER_INPUT')
    expect(world.ticketing.state.payments).toEqual([])
  })

  it('tells a caller whose backend token has ended to sign in, though the backend shows a guest’s cart', async () => {
    const ended = { ...world.users.ada, token: 'ended' }
    expect((await start(ended)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })

  it('knows no quote yet', async () => {
    const { errors } = await start(world.users.ada, { cartId: '101', quoteId: 'q1' })
    expect(errors?.[0]).toMatchObject({
      message: 'There is no such quote.',
      extensions: { code: 'BAD_USER_INPUT' },
    })
  })

  it('refuses guests', async () => {
    const { errors } = await ask(world, null, START, { input: { cartId: '101' } })
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })

  it('hands no client secret out while the amount at Stripe is wrong and cannot be corrected', async () => {
    world.users.ada.cart.lines = [line(5, 1, 19.99)]
    world.stripe.fail.status = 500
    const { data, errors } = await start()
    expect(data).toEqual({ startPayment: null })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true })
    world.stripe.fail.status = null
    expect((await start()).data.startPayment.__typename).toBe('StartedPayment')
  })

  it('keeps the payer’s backend token encrypted', async () => {
    world.users.ada.cart.lines = [line(5, 1, 20)]
    await start()
    const rows = await world.db.query('SELECT * FROM payments.started_payments')
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(world.users.ada.token)
  })
})
