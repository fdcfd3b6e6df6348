import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { type Carts, keepCarts } from '../testing/cart.js'
import { historyOf, whenRecorded } from '../testing/history.js'
import { as, openRoom, type Room } from '../testing/room.js'
import { refusal } from '../testing/scripted-backend.js'

let room: Room
let carts: Carts
let userId = 300
beforeAll(async () => {
  room = await openRoom({ tick: 'as time goes by' })
})
beforeEach(() => {
  room.backend.forget()
  carts = keepCarts(room.backend)
  userId += 1
})
afterAll(() => room.close())

const SET = 'mutation ($quantity: Int!) { setCartItem(productId: "3", quantity: $quantity) { __typename } }'
const caller = () => as('USER', userId)
const stream = () => `cart:user:${userId}`

describe("a change of a user's cart that is not answered", () => {
  /** The backend is silent; `first` is what it does before. */
  async function changeInVain(first: () => void): Promise<void> {
    room.backend.on('PATCH /api/cart/items/*', () => {
      first()
      return new Promise(() => {})
    })
    const { errors } = await room.ask(SET, caller(), { quantity: 2 }, 1_500)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BACKEND_TIMEOUT', outcomeUnknown: true })
  }

  it('is settled at once when the cart shows it', async () => {
    await changeInVain(() => carts.set(`${userId}|token-of-USER`, new Map([[3, 2]])))
    const { data, context } = await whenRecorded(room, stream(), 'CartItemSet')
    expect(data).toEqual({ cart: String(userId * 10), owner: String(userId), product: '3', quantity: 2 })
    expect(context.actor).toEqual({ id: 'settler', role: 'SYSTEM' })
  })

  it('is settled by the next change of the same user when the cart does not show it', async () => {
    await changeInVain(() => {})
    carts = keepCarts(room.backend)
    expect((await room.ask(SET, caller(), { quantity: 1 })).errors).toBeUndefined()
    expect(await historyOf(room, stream())).toMatchObject([
      ['CommandIntended', {}],
      ['CommandRefused', { reason: 'NOT_CARRIED_OUT' }],
      ['CommandIntended', {}],
      ['CartItemSet', { quantity: 1 }],
    ])
  })

  it('waits for the user where nobody else may look', async () => {
    await changeInVain(() => {})
    expect(await room.another().settle()).toBe(0)
  })
})

describe('a change of a cart that was made', () => {
  it('is in doubt while the cart cannot be read, and settled when it can', async () => {
    let reads = 0
    room.backend.on('GET /api/cart', ({ headers }) => {
      // Others may still be looked after.
      if (headers.authorization !== `Bearer ${userId}|token-of-USER`) return refusal(401, 'unauthenticated')
      reads += 1
      if (reads === 1) return refusal(404, 'not_found')
      const line = { id: 1, product_id: 3, quantity: 2, in_stock: true, available_quantity: 6 }
      const price = { unit_price: 1, total_price: 2, product: { name: 'Relay' } }
      return { body: { data: { id: 70, user_id: userId, cart_items: [{ ...line, ...price }] } } }
    })
    const { errors } = await room.ask(SET, caller(), { quantity: 2 })
    expect(errors?.[0]?.extensions).toMatchObject({ outcomeUnknown: true })
    const types = (await historyOf(room, stream())).map(([type]) => type)
    expect(types).toEqual(['CommandIntended', 'CartItemSet'])
  })
})
