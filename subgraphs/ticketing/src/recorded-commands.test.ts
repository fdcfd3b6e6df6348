// What each command leaves in the log: its intent and what it did, by whom and in which request.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { CallContext } from '@ticketing/session'
import { account, keepAccounts } from './testing/accounts.js'
import { keepBoxOffice } from './testing/box-office.js'
import { keepCarts } from './testing/cart.js'
import { keepCatalogue } from './testing/catalogue.js'
import { historyOf } from './testing/history.js'
import { as, GUEST_CART, guest, openRoom, type Room } from './testing/room.js'
import { refusal } from './testing/scripted-backend.js'
import { keepEntrance, PAYMENT } from './testing/tickets.js'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(() => room.backend.forget())
afterAll(() => room.close())

const admin = as('ADMIN', 1)
const intended = (command: string, given: object) => [
  'CommandIntended',
  { command, arguments: given, patienceMs: expect.any(Number) },
]
const SET_ITEM = `mutation ($product: ID!, $quantity: Int!) {
  setCartItem(productId: $product, quantity: $quantity) { __typename } }`
const ADMIT = 'mutation ($token: String!) { admitTicket(token: $token) { __typename } }'
const SET_STATUS = `mutation ($id: ID!, $status: TicketStatus!) {
  setTicketStatus(id: $id, status: $status) { status } }`
const PRICE = `mutation ($id: ID!, $input: UpdateProductPricingInput!) {
  updateProductPricing(id: $id, input: $input) { id } }`
const TEXTS =
  'mutation ($id: ID!, $input: UpdateProductInput!) { updateProduct(id: $id, input: $input) { id } }'
const USER = `mutation ($id: ID!, $input: UpdateUserInput!) {
  updateUser(id: $id, input: $input) { __typename } }`

async function succeed(document: string, call: CallContext, variables: Record<string, unknown> = {}) {
  const { data, errors } = await room.ask(document, call, variables)
  expect(errors).toBeUndefined()
  return data
}

describe('the log tells', () => {
  it('who asked for a command, with what, in which request, and what came of it', async () => {
    keepCarts(room.backend)
    const call = { ...as('USER', 701), clientName: 'till@3', requestId: 'request-701', traceparent: null }
    await succeed(SET_ITEM, call, { product: '3', quantity: 2 })
    const [intent, outcome] = await room.eventLog.readStream('cart:user:701')
    const context = {
      actor: { id: '701', role: 'USER' },
      client: 'till@3',
      requestId: 'request-701',
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      traceparent: null,
      observedAt: null,
    }
    expect(intent?.context).toEqual({ ...context, causationId: null })
    expect(outcome?.context).toEqual({ ...context, causationId: intent?.id })
  })

  it("of a user's cart what was set, what was short and that it was cleared", async () => {
    keepCarts(room.backend)
    const call = as('USER', 702)
    for (const quantity of [2, 9]) await succeed(SET_ITEM, call, { product: '3', quantity })
    await succeed('mutation { clearCart { id } }', call)
    const cart = { user: 702, guestCart: null }
    expect(await historyOf(room, 'cart:user:702')).toEqual([
      intended('setCartItem', { ...cart, product: 3, quantity: 2 }),
      ['CartItemSet', { cart: '7020', owner: '702', product: '3', quantity: 2 }],
      intended('setCartItem', { ...cart, product: 3, quantity: 9 }),
      ['CommandRefused', { command: 'setCartItem', reason: 'STOCK_UNAVAILABLE' }],
      intended('clearCart', cart),
      ['CartCleared', { cart: '7020', owner: '702', reason: 'ASKED' }],
    ])
  })

  it("of a guest's cart the same, and that it was empty already", async () => {
    keepCarts(room.backend)
    const guestCartId = '3b1f0d6a-43a4-4ef5-9d58-2a7d4b8e0c01'
    const call = { ...guest, guestCartId }
    await succeed(SET_ITEM, call, { product: '3', quantity: 1 })
    for (let time = 0; time < 2; time += 1) await succeed('mutation { clearCart { id } }', call)
    const cart = { user: null, guestCart: guestCartId }
    expect(await historyOf(room, `cart:${guestCartId}`)).toEqual([
      intended('setCartItem', { ...cart, product: 3, quantity: 1 }),
      ['CartItemSet', { cart: guestCartId, owner: null, product: '3', quantity: 1 }],
      intended('clearCart', cart),
      ['CartCleared', { cart: guestCartId, owner: null, reason: 'ASKED' }],
      intended('clearCart', cart),
      ['CommandCompleted', { command: 'clearCart', note: 'EMPTY_ALREADY' }],
    ])
  })

  it('that a command of a token that has ended was refused', async () => {
    keepCarts(room.backend, () => false)
    await room.ask(SET_ITEM, as('USER', 703), { product: '3', quantity: 1 })
    expect((await historyOf(room, 'cart:user:703')).at(-1)).toEqual([
      'CommandRefused',
      { command: 'setCartItem', reason: 'UNAUTHENTICATED' },
    ])
  })

  it('of a ticket who was let in, and who was not', async () => {
    keepEntrance(room.backend, 'issued', { number: 11, usedAt: () => '2024-08-09T18:30:12.345678Z' })
    for (let scan = 0; scan < 2; scan += 1) await succeed(ADMIT, as('EMPLOYEE', 2), { token: 'token-11' })
    expect(await historyOf(room, 'ticket:token-11')).toEqual([
      intended('admitTicket', { token: 'token-11' }),
      ['TicketAdmitted', { ticket: null, usedAt: '2024-08-09T18:30:12.345Z' }],
      intended('admitTicket', { token: 'token-11' }),
      ['CommandRefused', { command: 'admitTicket', reason: 'ALREADY_USED' }],
    ])
  })

  it('from which state a ticket came into which, when it came, and what was refused', async () => {
    keepBoxOffice(room.backend, [{ id: 21, userId: 7, payment: PAYMENT, status: 'issued' }])
    for (const status of ['CANCELLED', 'CANCELLED', 'REFUNDED']) {
      await room.ask(SET_STATUS, admin, { id: '21', status })
    }
    const about = { ticket: 21, token: 'token-21' }
    expect(await historyOf(room, 'ticket:token-21')).toEqual([
      intended('setTicketStatus', { ...about, from: 'ISSUED', to: 'CANCELLED' }),
      ['TicketStatusSet', { ticket: '21', from: 'ISSUED', to: 'CANCELLED' }],
      intended('setTicketStatus', { ...about, from: 'CANCELLED', to: 'CANCELLED' }),
      ['CommandCompleted', { command: 'setTicketStatus', note: 'ALREADY_CANCELLED' }],
      intended('setTicketStatus', { ...about, from: 'CANCELLED', to: 'REFUNDED' }),
      ['CommandRefused', { command: 'setTicketStatus', reason: 'CONFLICT' }],
    ])
    const [, set] = await room.eventLog.readStream('ticket:token-21')
    expect(set?.occurredAt).toEqual(new Date('2024-08-09T18:30:00Z'))
  })

  it('of a gift each ticket, and to whom it was given', async () => {
    const { tickets } = keepBoxOffice(
      room.backend,
      Array.from({ length: 30 }, (_, index) => ({
        id: 30 - index,
        userId: 9,
        payment: PAYMENT,
        status: 'issued',
      })),
    )
    const GIVE = 'mutation ($input: IssueFreeTicketsInput!) { issueFreeTickets(input: $input) { id } }'
    await succeed(GIVE, admin, { input: { userId: '8', productId: '3', quantity: 2 } })
    expect(await historyOf(room, 'user:8')).toEqual([
      intended('issueFreeTickets', { user: 8, product: 3, quantity: 2 }),
      ['CommandCompleted', { command: 'issueFreeTickets', note: null }],
    ])
    for (const id of ['31', '32']) {
      expect(await historyOf(room, `ticket:token-${id}`)).toEqual([
        ['TicketIssued', { ticket: id, owner: '8', payment: tickets[0]?.payment, product: '3', free: true }],
      ])
    }
  })

  it('what a product costs from now on, and that an edit of its texts changed no price', async () => {
    keepCatalogue(room.backend, ['Relay'])
    const input = { listPrice: { minorUnits: 2500, currency: 'EUR' }, stock: 4 }
    await succeed(PRICE, admin, { id: '1', input })
    await succeed(TEXTS, admin, { id: '1', input: { translations: { en: { name: 'Race' } } } })
    const offer = { listPrice: { minorUnits: '2500', currency: 'EUR' }, discountRate: null, stock: 4 }
    expect(await historyOf(room, 'product:1')).toEqual([
      intended('updateProductPricing', { product: 1, ...offer }),
      ['PriceChanged', { product: '1', ...offer }],
      intended('updateProduct', { product: 1, edits: { en: { name: 'Race' }, fr: {}, de: {} } }),
      ['CommandCompleted', { command: 'updateProduct', note: 'PRICE_AND_STOCK_UNCHANGED' }],
    ])
  })

  it('of an account its role, and of all else no more than that it changed', async () => {
    keepAccounts(room.backend, [account(12)])
    await succeed(USER, admin, { id: '12', input: { role: 'EMPLOYEE', firstName: 'Grace' } })
    await succeed(USER, admin, { id: '12', input: { lastName: 'Hopper', isActive: true } })
    expect(await historyOf(room, 'user:12')).toEqual([
      intended('updateUser', { user: 12, role: 'EMPLOYEE', isActive: null, changed: ['firstName', 'role'] }),
      ['UserRoleChanged', { user: '12', from: null, to: 'EMPLOYEE' }],
      intended('updateUser', { user: 12, role: null, isActive: true, changed: ['lastName', 'isActive'] }),
      ['CommandCompleted', { command: 'updateUser', note: 'ROLE_UNCHANGED' }],
    ])
  })

  it('the role of an employee who was made', async () => {
    room.backend.on('POST /api/users/employees', () => ({ status: 201, body: {} }))
    keepAccounts(room.backend, [account(13, { role: 'employee', email: 'new@example.test' })])
    const MAKE = `mutation ($input: CreateEmployeeInput!) { createEmployee(input: $input) { __typename } }`
    const person = { firstName: 'Ada', lastName: 'Byron', password: 'A very long passw0rd!' }
    await succeed(MAKE, admin, { input: { ...person, email: 'new@example.test' } })
    expect(await historyOf(room, 'user:13')).toEqual([
      ['UserRoleChanged', { user: '13', from: null, to: 'EMPLOYEE' }],
    ])
  })

  it('what the backend refused, by its code', async () => {
    keepCarts(room.backend)
    room.backend.on('PATCH /api/cart/items/*', () => refusal(404, 'not_found'))
    await room.ask(SET_ITEM, as('USER', 704), { product: '99', quantity: 1 })
    expect((await historyOf(room, 'cart:user:704')).at(-1)).toEqual([
      'CommandRefused',
      { command: 'setCartItem', reason: 'NOT_FOUND' },
    ])
  })

  it('nothing of names, addresses, passwords and tokens of the backend', async () => {
    const all = await room.eventLog.readAll()
    expect(all.length).toBeGreaterThan(30)
    const written = JSON.stringify(all.map(({ data, context }) => ({ data, context })))
    expect(written).not.toMatch(/@example|Grace|Hopper|Byron|passw0rd|token-of-/)
    expect(written).not.toContain(GUEST_CART)
  })
})
