import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { keepCarts } from '../testing/cart.js'
import { as, GUEST_CART, guest, openRoom, type Room } from '../testing/room.js'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(() => room.backend.forget())
afterAll(() => room.close())

const CART =
  '{ id total { amount } items { quantity inStock available unitPrice { amount } lineTotal { amount } product { id name } } }'
const SET = `mutation ($id: ID!, $quantity: Int!) { setCartItem(productId: $id, quantity: $quantity) {
  __typename ... on Cart ${CART}
  ... on StockUnavailable { lines { requested available product { name } } } } }`

const item = (id: string, quantity: number, lineTotal: string) => ({
  quantity,
  inStock: true,
  available: 6,
  unitPrice: { amount: '14.99' },
  lineTotal: { amount: lineTotal },
  product: { id, name: `Relay ${id}` },
})

describe.each([
  ['a guest', guest, GUEST_CART],
  ['a user', as('USER'), '70'],
])('the cart of %s', (_, call, cartId) => {
  it('begins empty', async () => {
    keepCarts(room.backend)
    const { data } = await room.ask(`{ cart ${CART} }`, call)
    expect(data.cart).toEqual({ id: cartId, total: { amount: '0.00' }, items: [] })
  })

  it('is filled, changed and emptied, and answers with itself', async () => {
    keepCarts(room.backend)
    await room.ask(SET, call, { id: '3', quantity: 1 })
    const filled = await room.ask(SET, call, { id: '5', quantity: 2 })
    expect(filled.data.setCartItem).toEqual({
      __typename: 'Cart',
      id: cartId,
      total: { amount: '44.97' },
      items: [item('3', 1, '14.99'), item('5', 2, '29.98')],
    })
    const less = await room.ask(SET, call, { id: '3', quantity: 0 })
    expect(less.data.setCartItem.items).toEqual([item('5', 2, '29.98')])
    const { data, errors } = await room.ask(`mutation { clearCart ${CART} }`, call)
    expect(errors).toBeUndefined()
    expect(data.clearCart).toEqual({ id: cartId, total: { amount: '0.00' }, items: [] })
    expect((await room.ask('{ cart { items { quantity } } }', call)).data.cart.items).toEqual([])
  })

  it('says what is short and changes nothing', async () => {
    keepCarts(room.backend)
    const { data, errors } = await room.ask(SET, call, { id: '3', quantity: 9 })
    expect(errors).toBeUndefined()
    expect(data.setCartItem).toEqual({
      __typename: 'StockUnavailable',
      lines: [{ requested: 9, available: 6, product: { name: 'Relay 3' } }],
    })
  })

  it('refuses a negative quantity and an id that no product can have', async () => {
    const carts = keepCarts(room.backend)
    const negative = await room.ask(SET, call, { id: '3', quantity: -1 })
    expect(negative.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    const odd = await room.ask(SET, call, { id: '1abc', quantity: 1 })
    expect(odd.errors?.[0]?.extensions.code).toBe('NOT_FOUND')
    expect(carts.size).toBe(0)
  })

  it('is changed by one command at a time', async () => {
    keepCarts(room.backend)
    let inside = 0
    let most = 0
    room.backend.on('PATCH /api/cart/items/*', async () => {
      inside += 1
      most = Math.max(most, inside)
      await new Promise(setImmediate)
      inside -= 1
      return {}
    })
    await Promise.all([1, 2, 3, 4].map((id) => room.ask(SET, call, { id: String(id), quantity: 1 })))
    expect(most).toBe(1)
  })
})

describe('a cart', () => {
  it('is changed by its command and read once, whoever it belongs to', async () => {
    for (const call of [guest, as('USER')]) {
      keepCarts(room.backend)
      room.backend.received.length = 0
      await room.ask(SET, call, { id: '3', quantity: 1 })
      expect(room.backend.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
        'PATCH /api/cart/items/3',
        'GET /api/cart',
      ])
    }
  })

  const productsRead = () =>
    room.backend.received.map(({ path }) => path).filter((path) => path.startsWith('/api/products/'))

  it('shows its products without reading them, and reads only those asked for more', async () => {
    keepCarts(room.backend)
    await room.ask(SET, guest, { id: '3', quantity: 1 })
    const { data } = await room.ask(`{ cart { items { product {
      __typename id ... on Product { name date startsAtText location imageUrl } } } } }`)
    expect(data.cart.items[0].product).toMatchObject({
      __typename: 'Product',
      id: '3',
      location: 'Saint-Denis',
    })
    expect(productsRead()).toEqual([])
    const more = await room.ask(`{ cart { items { product { ...seats } } } }
      fragment seats on Product { places stock }`)
    expect(more.data.cart.items[0].product).toEqual({ places: 2, stock: 6 })
    expect(productsRead()).toEqual(['/api/products/3'])
  })

  it("is never a guest's to a caller whose token has ended", async () => {
    const carts = keepCarts(room.backend, () => false)
    for (const document of ['{ cart { id } }', 'mutation { clearCart { id } }']) {
      const { data, errors } = await room.ask(document, as('USER'))
      expect(Object.values(data)).toEqual([null])
      expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    }
    for (const quantity of [1, 9]) {
      const dead = { ...as('USER'), guestCartId: GUEST_CART }
      const { data, errors } = await room.ask(SET, dead, { id: '3', quantity })
      expect(data).toEqual({ setCartItem: null })
      expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    }
    expect(carts.get(GUEST_CART)).toBeUndefined()
  })

  it("of a signed-in caller is asked for without a guest's cart id, whatever the client sent", async () => {
    keepCarts(room.backend)
    await room.ask('{ cart { id } }', { ...as('USER'), guestCartId: GUEST_CART })
    expect(room.backend.received[0]?.headers['x-guest-cart-id']).toBeUndefined()
  })

  it('needs an id to be changed by a guest', async () => {
    const carts = keepCarts(room.backend)
    const { errors } = await room.ask(SET, { ...guest, guestCartId: null }, { id: '3', quantity: 1 })
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(carts.size).toBe(0)
  })
})
