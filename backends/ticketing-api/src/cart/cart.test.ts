import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Bench, setUpBench } from '../testing/bench.js'

let bench: Bench
let time = Date.now()
beforeAll(async () => {
  bench = await setUpBench({}, { now: () => new Date(time) })
})
afterAll(() => bench.close())

const guest = () => ({ headers: { 'x-guest-cart-id': randomUUID() } })

describe("a guest's cart", () => {
  it('has the id the client chose, or a fresh one each time', async () => {
    const own = guest()
    const reply = await bench.get('/api/cart', own)
    expect(reply.at('meta.guest_cart_id')).toBe(own.headers['x-guest-cart-id'])
    const [a, b] = [await bench.get('/api/cart'), await bench.get('/api/cart')]
    expect(a.at('meta.guest_cart_id')).not.toBe(b.at('meta.guest_cart_id'))
    const odd = await bench.get('/api/cart', { headers: { 'x-guest-cart-id': 'mine' } })
    expect(odd.at('meta.guest_cart_id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('gives quantities as text and always tells the old price and the rate', async () => {
    const own = guest()
    expect((await bench.patch('/api/cart/items/1', { quantity: '2' }, own)).status).toBe(204)
    await bench.patch('/api/cart/items/2', { quantity: 1 }, own)
    await bench.patch('/api/cart/items/6', { quantity: 1 }, own)
    const reply = await bench.get('/api/cart', own)
    expect(reply.at('data.cart_items')).toMatchObject([
      {
        id: null,
        quantity: '2',
        unit_price: 250,
        total_price: 500,
        original_price: '250.00',
        discount_rate: 0,
      },
      { quantity: '1', unit_price: 432, original_price: '480.00', discount_rate: '0.10' },
      { quantity: '1', unit_price: 19.99, original_price: '19.99', discount_rate: '0.00' },
    ])
  })

  it('lapses two hours after the last change; reading does not prolong it', async () => {
    const own = guest()
    await bench.patch('/api/cart/items/1', { quantity: 2 }, own)
    time += 119 * 60_000
    expect((await bench.get('/api/cart', own)).at('data.cart_items.0.quantity')).toBe('2')
    time += 60_000
    expect((await bench.get('/api/cart', own)).at('data.cart_items')).toEqual([])
  })

  it('is what an invalid token gets', async () => {
    const own = guest()
    expect((await bench.patch('/api/cart/items/1', { quantity: 1 }, { ...own, token: '1|no' })).status).toBe(
      204,
    )
    expect((await bench.get('/api/cart', own)).at('data.cart_items.0.product_id')).toBe(1)
  })

  it('cannot be cleared', async () => {
    expect((await bench.call('DELETE', '/api/cart/items', guest())).status).toBe(401)
  })
})

describe("a user's cart", () => {
  it('takes absolute quantities and tells the old price only under a discount', async () => {
    const token = await bench.signIn('user')
    await bench.patch('/api/cart/items/2', { quantity: 2 }, { token })
    await bench.patch('/api/cart/items/2', { quantity: 1 }, { token })
    await bench.patch('/api/cart/items/1', { quantity: 3 }, { token })
    await bench.patch('/api/cart/items/5', { quantity: 0 }, { token })
    const cart = await bench.get('/api/cart', { token })
    expect(cart.at('data')).toMatchObject({ user_id: 3, cart_items: [{ quantity: 1 }, { quantity: 3 }] })
    expect(cart.at('data.cart_items.0.discount_rate')).toBe('0.10')
    expect(cart.at('data.cart_items.1')).not.toHaveProperty('original_price')
    expect((await bench.call('DELETE', '/api/cart/items', { token })).status).toBe(204)
    expect((await bench.get('/api/cart', { token })).at('data.cart_items')).toEqual([])
  })

  it('refuses more than there is, naming the product in the language of the request', async () => {
    const token = await bench.signIn('user')
    const headers = { 'accept-language': 'fr' }
    const reply = await bench.patch('/api/cart/items/19', { quantity: 5 }, { token, headers })
    expect(reply.status).toBe(409)
    expect(reply.body).toMatchObject({
      code: 'stock_unavailable',
      errors: [
        {
          product_id: 19,
          product_name: 'Finale du simple dames',
          requested_quantity: 5,
          available_quantity: 1,
        },
      ],
    })
  })

  it('lets a line without stock block raising others, but not lowering or removing', async () => {
    const [token, admin] = [await bench.signIn('other'), await bench.signIn('admin')]
    await bench.patch('/api/cart/items/19', { quantity: 1 }, { token })
    await bench.patch('/api/cart/items/1', { quantity: 2 }, { token })
    await bench.patch('/api/products/19/pricing', { stock_quantity: 0 }, { token: admin })
    expect((await bench.patch('/api/cart/items/1', { quantity: 3 }, { token })).status).toBe(409)
    expect((await bench.patch('/api/cart/items/1', { quantity: 1 }, { token })).status).toBe(204)
    expect((await bench.patch('/api/cart/items/19', { quantity: 0 }, { token })).status).toBe(204)
    expect((await bench.patch('/api/cart/items/1', { quantity: 3 }, { token })).status).toBe(204)
    await bench.patch('/api/products/19/pricing', { stock_quantity: 1 }, { token: admin })
  })

  it('looks the product up first, then at the quantity', async () => {
    expect((await bench.patch('/api/cart/items/99999', {})).status).toBe(404)
    for (const quantity of [undefined, -1, 1.5, 'x'])
      expect((await bench.patch('/api/cart/items/1', { quantity })).status).toBe(422)
  })

  it('gains the lines of the guest at sign-in, without asking for stock', async () => {
    const own = guest()
    const token = await bench.signIn('user')
    await bench.patch('/api/cart/items/19', { quantity: 1 }, { token })
    await bench.patch('/api/cart/items/19', { quantity: 1 }, own)
    await bench.patch('/api/cart/items/3', { quantity: 2 }, own)
    await bench.signIn('user', own.headers)
    expect((await bench.get('/api/cart', { token })).at('data.cart_items')).toMatchObject([
      { product_id: 19, quantity: 2, in_stock: false },
      { product_id: 3, quantity: 2, in_stock: true },
    ])
    expect((await bench.get('/api/cart', own)).at('data.cart_items')).toEqual([])
  })
})
