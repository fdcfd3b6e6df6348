// While nothing can be recorded no command is sent, and everything can be looked at.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { keepCarts } from './testing/cart.js'
import { keepCatalogue } from './testing/catalogue.js'
import { as, guest, openRoom, type Room } from './testing/room.js'
import { keepEntrance } from './testing/tickets.js'

let room: Room
beforeAll(async () => {
  // Nobody listens there.
  room = await openRoom({ tick: 'as time goes by', logUrl: 'postgresql://nobody@127.0.0.1:1/none' })
})
beforeEach(() => {
  room.backend.forget()
  keepCarts(room.backend)
  keepEntrance(room.backend)
})
afterAll(() => room.close())

const LOGIN = `mutation { login(input: { email: "a@example.test", password: "a long password" }) { __typename } }`
const accepted = {
  body: {
    token: '12|backend',
    user: { id: 12, firstname: 'Ada', lastname: 'Byron', email: 'a@example.test', role: 'user' },
  },
}

describe('without the log', () => {
  it.each([
    ['a change of a cart', 'mutation { setCartItem(productId: "3", quantity: 1) { __typename } }', guest],
    ['an admission', 'mutation { admitTicket(token: "token-1") { __typename } }', as('EMPLOYEE', 2)],
    ["a login that brings a guest's cart", LOGIN, guest],
    ['a price', 'mutation { updateProductPricing(id: "1", input: { stock: 1 }) { id } }', as('ADMIN', 1)],
  ])('%s is refused before anything is sent', async (_, document, call) => {
    const { errors } = await room.ask(document, call)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true })
    expect(errors?.[0]?.extensions).not.toHaveProperty('carriedOut')
    expect(room.backend.received).toEqual([])
  })

  it('a login without a cart leaves neither a session nor a token of the backend behind', async () => {
    room.backend.on('POST /api/auth/login', () => accepted)
    room.backend.on('POST /api/auth/logout', () => ({ body: { message: 'Bye' } }))
    const { data, errors } = await room.ask(LOGIN, { ...guest, guestCartId: null })
    expect(data).toEqual({ login: null })
    expect(errors?.[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE')
    expect(await room.sessions.activeOf(12)).toEqual([])
    expect(room.backend.received.at(-1)).toMatchObject({
      path: '/api/auth/logout',
      headers: { authorization: 'Bearer 12|backend' },
    })
  })

  it('carts, products and tickets can be looked at', async () => {
    keepCatalogue(room.backend, ['Relay'])
    const cart = await room.ask('{ cart { id } product(id: 1) { name } }')
    expect(cart.errors).toBeUndefined()
    const scan = await room.ask('{ ticketByScanCode(code: "code-1") { status } }', as('EMPLOYEE', 2))
    expect(scan.data.ticketByScanCode).toEqual({ status: 'ISSUED' })
  })
})
