import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { keepCarts } from '../testing/cart.js'
import { listProducts, sellProducts } from '../testing/products.js'
import { as, guest, openRoom, type Room } from '../testing/room.js'

let room: Room
beforeAll(async () => {
  room = await openRoom({ catalogueSeconds: 30 })
})
beforeEach(() => {
  room.backend.forget()
  room.restart()
})
afterAll(() => room.close())

const called = () => room.backend.received.map(({ method, path }) => `${method} ${path}`)
const LIST = '{ products { nodes { id name price { amount } } } }'
const PRODUCT = '{ product(id: 1) { name price { amount } } }'

describe('a kept catalogue, asked through the graph', () => {
  it('is the same for everybody, and holds nothing that came with a token', async () => {
    listProducts(room.backend, 2)
    sellProducts(room.backend, [1])
    const answers = []
    for (const call of [as('USER', 7), guest, as('ADMIN', 8)]) {
      answers.push(await room.ask(LIST, call), await room.ask(PRODUCT, call))
    }
    expect(called()).toEqual(['GET /api/products', 'GET /api/products/1'])
    for (const { headers } of room.backend.received) {
      expect(headers.authorization).toBeUndefined()
      expect(headers['x-guest-cart-id']).toBeUndefined()
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(2)
  })

  it('is kept for each language by itself', async () => {
    sellProducts(room.backend, [1])
    await room.ask(PRODUCT, guest)
    await room.ask(PRODUCT, { ...guest, language: 'fr' })
    expect(room.backend.received.map(({ headers }) => headers['accept-language'])).toEqual(['en', 'fr'])
  })

  it('never answers for stock, nor for the list of admins', async () => {
    sellProducts(room.backend, [1])
    listProducts(room.backend, 1)
    room.backend.on('GET /api/products/all', () => ({ body: { data: [], pagination: { total: 0 } } }))
    for (const _ of [1, 2]) {
      await room.ask('{ product(id: 1) { name stock } }')
      await room.ask('{ product(id: 1) { inStock } }')
      await room.ask('{ products { nodes { stock } } }')
      await room.ask('{ allProducts { totalCount } }', as('ADMIN'))
    }
    const count = (name: string) => called().filter((call) => call === name).length
    expect(count('GET /api/products/1')).toBe(6)
    expect(count('GET /api/products/all')).toBe(2)
    expect(count('GET /api/products')).toBe(1)
  })

  it('never answers for a cart, nor for the price beside it', async () => {
    keepCarts(room.backend)
    await room.ask('mutation { setCartItem(productId: 1, quantity: 1) { __typename } }', as('USER'))
    await room.ask(PRODUCT)
    room.backend.received.length = 0
    for (const _ of [1, 2]) {
      await room.ask('{ cart { items { unitPrice { amount } product { price { amount } } } } }', as('USER'))
    }
    expect(called()).toEqual(['GET /api/cart', 'GET /api/products/1', 'GET /api/cart', 'GET /api/products/1'])
  })

  it('is asked for again after a command of ours has changed it', async () => {
    sellProducts(room.backend, [1])
    await room.ask(PRODUCT)
    room.backend.on('PATCH /api/products/1/pricing', () => {
      sellProducts(room.backend, [1], { price: 40, sale: 0 })
      return {}
    })
    const price = 'mutation { updateProductPricing(id: 1, input: { discountRate: 0 }) { price { amount } } }'
    const changed = await room.ask(price, as('ADMIN'))
    expect(changed.data.updateProductPricing.price).toEqual({ amount: '40.00' })
    expect((await room.ask(PRODUCT)).data.product.price).toEqual({ amount: '40.00' })
  })
})
