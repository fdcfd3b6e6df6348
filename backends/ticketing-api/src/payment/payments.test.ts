import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Bench, setUpBench } from '../testing/bench.js'
import { buy, openPayment, stockOf, succeed } from '../testing/purchase.js'

let bench: Bench
let admin: string
let user: string
let other: string
beforeAll(async () => {
  bench = await setUpBench()
  admin = await bench.signIn('admin')
  user = await bench.signIn('user')
  other = await bench.signIn('other')
})
afterAll(() => bench.close())

const statusOf = async (uuid: string) =>
  (await bench.get(`/api/payments/${uuid}`, { token: user })).at('status')
const ticketsOf = async (uuid: string) =>
  (await bench.get(`/api/tickets?payment_uuid=${uuid}`, { token: admin })).at('meta.total')
const refund = (uuid: string, amount: unknown, token = admin) =>
  bench.post(`/api/payments/${uuid}/refund`, { amount }, { token })

describe('opening a payment', () => {
  it('makes an intent at Stripe, its cents cut off, and gives the secret', async () => {
    await openPayment(bench, other, 6, 1)
    expect(bench.stripe.calls.at(-1)).toMatchObject({
      path: '/v1/payment_intents',
      authorization: 'Bearer sk_test_bench',
      form: { amount: '1998', currency: 'eur', 'metadata[user_id]': '4' },
    })
  })

  it('gives the pending payment again, though the cart has changed', async () => {
    const first = await openPayment(bench, user, 1, 1)
    const again = await openPayment(bench, user, 4, 2)
    expect(again).toEqual(first)
    await succeed(bench, first)
    const later = await openPayment(bench, user, 4, 2)
    expect(later.uuid).not.toBe(first.uuid)
    await succeed(bench, later)
  })

  it('breaks with 500 for a foreign cart and for a stock that has gone', async () => {
    const foreign = await bench.post(
      '/api/payments',
      { cart_id: 1, payment_method: 'stripe' },
      { token: user },
    )
    expect([foreign.status, foreign.at('code')]).toEqual([500, 'http_error'])
    await bench.call('DELETE', '/api/cart/items', { token: user })
    await bench.patch('/api/cart/items/19', { quantity: 1 }, { token: user })
    await bench.patch('/api/products/19/pricing', { stock_quantity: 0 }, { token: admin })
    const gone = await bench.post('/api/payments', { cart_id: 3, payment_method: 'stripe' }, { token: user })
    expect(gone.status).toBe(500)
  })

  it('answers 502 for an empty cart, and keeps a failed payment of 0.00', async () => {
    await bench.call('DELETE', '/api/cart/items', { token: user })
    const reply = await bench.post('/api/payments', { cart_id: 3, payment_method: 'stripe' }, { token: user })
    expect([reply.status, reply.at('code')]).toEqual([502, 'http_error'])
    const list = await bench.get('/api/invoices?status=failed', { token: user })
    expect(list.at('data.0')).toMatchObject({ amount: 0, status: 'failed' })
  })

  it('refuses unknown carts and methods, and guests', async () => {
    const reply = await bench.post(
      '/api/payments',
      { cart_id: 99999, payment_method: 'cash' },
      { token: user },
    )
    expect(Object.keys(Object(reply.at('errors')))).toEqual(['cart_id', 'payment_method'])
    expect((await bench.post('/api/payments', {})).status).toBe(401)
  })
})

describe('the webhook', () => {
  it('pays, lowers the stock, makes one ticket a unit and leaves the cart alone', async () => {
    const before = await stockOf(bench, 10)
    const { uuid } = await buy(bench, user, 10, 3)
    expect(await statusOf(uuid)).toBe('paid')
    expect(await stockOf(bench, 10)).toBe(before - 3)
    expect(await ticketsOf(uuid)).toBe(3)
    expect((await bench.get('/api/cart', { token: user })).at('data.cart_items.0.quantity')).toBe(3)
    expect((await bench.mails()).at(-1)).toMatchObject({ kind: 'tickets', to: 'user@example.test' })
  })

  it('does nothing more when the event comes again', async () => {
    const purchase = await buy(bench, user, 10, 2)
    const stock = await stockOf(bench, 10)
    const again = await succeed(bench, purchase)
    expect([again.status, again.body]).toEqual([200, []])
    expect([await stockOf(bench, 10), await ticketsOf(purchase.uuid)]).toEqual([stock, 2])
  })

  it('lets a late failure undo a payment, and a late success undo a refund', async () => {
    const purchase = await buy(bench, user, 10, 1)
    await refund(purchase.uuid, 110)
    expect(await statusOf(purchase.uuid)).toBe('refunded')
    await succeed(bench, purchase)
    expect(await statusOf(purchase.uuid)).toBe('paid')
    expect(await ticketsOf(purchase.uuid)).toBe(1)
    await bench.sendEvent('payment_intent.payment_failed', { id: purchase.intent })
    expect(await statusOf(purchase.uuid)).toBe('failed')
  })

  it('refuses a wrong, missing or old signature and a payload that is no event', async () => {
    const object = { id: 'pi_x' }
    const wrong = await bench.sendEvent('x', object, { secret: 'whsec_other' })
    expect([wrong.status, wrong.body]).toEqual([400, { error: 'Invalid signature' }])
    expect((await bench.sendEvent('x', object, { age: 4000 })).status).toBe(400)
    expect((await bench.sendEvent('x', object, { age: 200 })).status).toBe(200)
    expect((await bench.post('/api/payments/webhook', {})).status).toBe(400)
  })

  it('answers 404 for payments it does not know and 200 for events it does not need', async () => {
    const metadata = { payment_uuid: '00000000-0000-4000-8000-000000000000' }
    expect((await bench.sendEvent('payment_intent.succeeded', { id: 'pi_x', metadata })).status).toBe(404)
    expect((await bench.sendEvent('payment_intent.payment_failed', { id: 'pi_x' })).status).toBe(404)
    expect((await bench.sendEvent('payment_intent.succeeded', { id: 'pi_x', metadata: {} })).status).toBe(200)
    expect((await bench.sendEvent('charge.refunded', { id: 'ch_1' })).status).toBe(200)
  })
})

describe('a refund', () => {
  it('is capped by what is left and ends in refunded, its amounts text', async () => {
    const { uuid, intent } = await buy(bench, user, 10, 1)
    const part = await refund(uuid, 10.5)
    expect(part.body).toMatchObject({ uuid, refunded_amount: '10.50', status: 'paid' })
    expect(bench.stripe.calls.at(-1)?.form).toEqual({ payment_intent: intent, amount: '1050' })
    expect((await refund(uuid, 99.51)).status).toBe(422)
    const rest = await refund(uuid, '99.50')
    expect(rest.body).toMatchObject({ refunded_amount: '110.00', status: 'refunded' })
    expect((await refund(uuid, 0.01)).status).toBe(422)
    expect(await ticketsOf(uuid)).toBe(1)
  })

  it('looks the payment up before the role, and at the amount last', async () => {
    const { uuid } = await buy(bench, user, 10, 1)
    expect((await refund('nope', 1, user)).status).toBe(404)
    expect((await refund(uuid, 1, user)).status).toBe(403)
    expect((await refund(uuid, 0)).status).toBe(422)
    expect((await refund(uuid, undefined)).status).toBe(422)
  })

  it('answers 502 when Stripe refuses', async () => {
    const list = await bench.get('/api/payments?q=visitor&status=paid&per_page=1', { token: admin })
    expect((await refund(String(list.at('data.0.uuid')), 1)).status).toBe(502)
  })
})

describe('payments as they are read', () => {
  it('tell their owner the status, and nobody else that they exist', async () => {
    const { uuid } = await buy(bench, user, 10, 1)
    const own = await bench.get(`/api/payments/${uuid}`, { token: user })
    expect(own.body).toEqual({ status: 'paid', paid_at: expect.stringMatching(/^[\d-]+T[\d:]+\+00:00$/) })
    for (const token of [admin, other])
      expect((await bench.get(`/api/payments/${uuid}`, { token })).status).toBe(404)
  })

  it('are listed for admins with amounts as text and links that lose the filters', async () => {
    const reply = await bench.get('/api/payments?status=refunded&per_page=2', { token: admin })
    expect(reply.at('data.0.amount')).toMatch(/^\d+\.\d\d$/)
    expect(reply.at('links.next')).toBe(`${bench.url}/api/payments?page=2`)
    expect(reply.at('meta.links.0')).toEqual({ url: null, label: '&laquo; Previous', active: false })
    expect((await bench.get('/api/payments', { token: user })).status).toBe(403)
  })

  it('are filtered by text, method, buyer, day and amount, and sorted', async () => {
    const total = async (query: string) =>
      (await bench.get(`/api/payments?${query}`, { token: admin })).at('meta.total')
    expect(await total('date_from=2024-06-15&date_to=2024-06-15&user_id=3')).toBe(1)
    expect(await total('q=nobody-has-this')).toBe(0)
    expect(await total('payment_method=free')).toBe(0)
    const dear = await bench.get('/api/payments?sort_by=amount&sort_order=desc&amount_max=500', {
      token: admin,
    })
    expect(Number(dear.at('data.0.amount'))).toBeLessThanOrEqual(500)
    const wrong = await bench.get('/api/payments?status=x&user_id=99999&date_from=x&per_page=101', {
      token: admin,
    })
    expect(Object.keys(Object(wrong.at('errors')))).toEqual(['status', 'user_id', 'date_from', 'per_page'])
  })
})
