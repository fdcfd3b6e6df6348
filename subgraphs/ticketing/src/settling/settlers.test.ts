import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createBackendClient, createServiceAccount } from '@ticketing/backend-client'
import type { RecordedEvent, Settlement, Settlers } from '@ticketing/event-log'
import { type IntentFacts, openIntent } from '@ticketing/event-log/testing'
import { createLog, createMetrics } from '@ticketing/service-kit'
import { account, keepAccounts } from '../testing/accounts.js'
import { keepCarts } from '../testing/cart.js'
import { keepCatalogue } from '../testing/catalogue.js'
import { refusal, type ScriptedBackend, startScriptedBackend } from '../testing/scripted-backend.js'
import { type KeptTicket, keepTickets, PAYMENT } from '../testing/tickets.js'
import { createSettlers } from './settlers.js'

const log = createLog({ name: 'test', level: 'silent' })
const now = Date.now
const WITHIN = '2024-08-09T12:00:03+00:00'
const GUEST_CART = '8c5d1a36-77a2-4c0e-a1d1-40d7b2cf0c11'

let backend: ScriptedBackend
let client: ReturnType<typeof createBackendClient>
let active: string[]
let recorded: readonly RecordedEvent[]
let settlers: Settlers
let strangers: Settlers

beforeAll(async () => {
  backend = await startScriptedBackend()
  client = createBackendClient({ baseUrl: backend.url, log, metrics: createMetrics(), now })
  const sessions = {
    activeOf: async () =>
      active.map((id) => ({
        id,
        startedAt: new Date(),
        lastUsedAt: new Date(),
        expiresAt: new Date(),
        client: null,
      })),
  }
  const eventLog = { readStream: async () => recorded }
  const parts = { backend: client, sessions, eventLog, log, now }
  const serviceAccount = createServiceAccount({ client, email: 'a@example.test', password: 'secret', now })
  settlers = createSettlers({ ...parts, serviceAccount })
  strangers = createSettlers({ ...parts, serviceAccount: null })
})
beforeEach(() => {
  active = []
  recorded = []
  backend.forget()
  backend.on('POST /api/auth/login', () => ({ body: { token: '1|ADMIN', user: { id: 1, role: 'admin' } } }))
})
afterAll(async () => {
  await client.close()
  await backend.close()
})

async function settle(command: string, facts: IntentFacts, by = settlers): Promise<Settlement> {
  const settler = by[command]
  if (settler === undefined) throw new Error(`nobody settles ${command}`)
  return settler(openIntent(facts))
}
const done = (type: string, data: object) => ({
  kind: 'done',
  events: [expect.objectContaining({ type, data })],
})
const NOT_DONE = { kind: 'not-done' }
const UNKNOWN = { kind: 'unknown', reason: expect.any(String) }

describe("a change of a guest's cart", () => {
  const about = { user: null, guestCart: GUEST_CART, product: 3, quantity: 2 }

  it.each([
    [
      'was made when the cart says so',
      2,
      done('CartItemSet', { cart: GUEST_CART, owner: null, product: '3', quantity: 2 }),
    ],
    ['was not made when it says otherwise', 1, NOT_DONE],
  ])('%s', async (_, quantity, expected) => {
    keepCarts(backend).set(GUEST_CART, new Map([[3, quantity]]))
    expect(await settle('setCartItem', { arguments: about })).toEqual(expected)
  })

  it('that takes all out was made when the cart is empty, and is unknown else: a part may be out', async () => {
    const carts = keepCarts(backend)
    const cleared = done('CartCleared', { cart: GUEST_CART, owner: null, reason: 'ASKED' })
    expect(await settle('clearCart', { arguments: about })).toEqual(cleared)
    carts.set(GUEST_CART, new Map([[3, 1]]))
    expect(await settle('clearCart', { arguments: about })).toEqual(UNKNOWN)
  })

  it('by a login is unknown when the cart is empty, and was not made else', async () => {
    const carts = keepCarts(backend)
    expect(await settle('login', { arguments: { guestCart: GUEST_CART } })).toEqual(UNKNOWN)
    carts.set(GUEST_CART, new Map([[3, 1]]))
    expect(await settle('login', { arguments: { guestCart: GUEST_CART } })).toEqual(NOT_DONE)
  })
})

describe("a change of a user's cart", () => {
  const about = { user: 7, guestCart: null, product: 3, quantity: 2 }

  it('waits for the user, and is unknown when he does not come', async () => {
    expect(await settle('setCartItem', { arguments: about })).toEqual({ kind: 'later' })
    expect(await settle('setCartItem', { arguments: about, remainingMs: -121_000 })).toEqual(UNKNOWN)
    expect(backend.received).toEqual([])
  })
})

describe('a backend that cannot be asked', () => {
  it('is asked again later, but not for ever', async () => {
    backend.on('GET /api/tickets', () => refusal(500, 'internal_error'))
    const facts = { arguments: { token: 'token-1' } }
    expect(await settle('admitTicket', facts)).toEqual({ kind: 'later' })
    expect(await settle('admitTicket', { ...facts, remainingMs: -901_000 })).toEqual(UNKNOWN)
  })
})

describe('without a service account', () => {
  it.each([
    ['admitTicket', { token: 'token-1' }],
    ['setTicketStatus', { token: 'token-1', from: 'ISSUED', to: 'USED' }],
    ['issueFreeTickets', { user: 7, product: 3, quantity: 1 }],
    ['updateUser', { user: 7, role: 'ADMIN', isActive: null }],
  ])('%s stays unknown', async (command, given) => {
    expect(await settle(command, { arguments: given }, strangers)).toEqual(UNKNOWN)
  })
})

describe('what cannot be read', () => {
  it('stays unknown', async () => {
    expect(await settle('admitTicket', { arguments: { ticket: 1 } })).toEqual(UNKNOWN)
  })
})

const ticket = (more: Partial<KeptTicket>): KeptTicket => ({
  id: 1,
  userId: 7,
  payment: PAYMENT,
  status: 'issued',
  ...more,
})

describe('a scan', () => {
  it.each([
    ['admitted when the ticket was used within its time', { status: 'used', changedAt: WITHIN }, 'done'],
    ['is unknown when the ticket was used at another time', { status: 'used' }, 'unknown'],
    ['is unknown when the ticket is none of both', { status: 'refunded' }, 'unknown'],
    ['did not admit when the ticket is issued', { status: 'issued' }, 'not-done'],
  ])('%s', async (_, state, kind) => {
    keepTickets(backend, [ticket(state)])
    const settled = await settle('admitTicket', { arguments: { token: 'TOKEN-1' } })
    expect(settled.kind).toBe(kind)
  })

  it('of no ticket is unknown', async () => {
    keepTickets(backend, [])
    expect(await settle('admitTicket', { arguments: { token: 'token-1' } })).toEqual(UNKNOWN)
  })
})

describe('a change of the state of a ticket', () => {
  const given = { token: 'token-1', from: 'ISSUED', to: 'CANCELLED' }

  it.each([
    [
      'was made when the ticket came into it within its time',
      { status: 'cancelled', changedAt: WITHIN },
      'done',
    ],
    ['is unknown when it came into it at another time', { status: 'cancelled' }, 'unknown'],
    ['was not made when the ticket is as before', { status: 'issued' }, 'not-done'],
    ['is unknown when the ticket is in a third', { status: 'used' }, 'unknown'],
  ])('%s', async (_, state, kind) => {
    keepTickets(backend, [ticket(state)])
    expect((await settle('setTicketStatus', { arguments: given })).kind).toBe(kind)
  })

  it('to ISSUED was made when the ticket was changed within its time', async () => {
    keepTickets(backend, [ticket({ changedAt: WITHIN })])
    const facts = { arguments: { ...given, from: 'CANCELLED', to: 'ISSUED' } }
    const issued = done('TicketStatusSet', { ticket: '1', from: null, to: 'ISSUED' })
    expect(await settle('setTicketStatus', facts)).toEqual(issued)
  })
})

describe('a gift', () => {
  const given = { user: 7, product: 3, quantity: 2 }
  const gift = (id: number, more: Partial<KeptTicket> = {}) =>
    ticket({ id, free: true, createdAt: WITHIN, ...more })

  it('was given when its tickets are there', async () => {
    keepTickets(backend, [gift(9), gift(8), gift(7, { createdAt: '2024-08-09T11:00:00+00:00' })])
    const settled = await settle('issueFreeTickets', { arguments: given })
    const streams = settled.kind === 'done' ? settled.events.map(({ stream }) => stream) : []
    expect(streams).toEqual(['ticket:token-9', 'ticket:token-8'])
  })

  it.each([
    [
      'was not given when there are none of its time',
      [gift(7, { createdAt: '2024-08-09T11:00:00+00:00' })],
      'not-done',
    ],
    ['is unknown when there are some of them', [gift(9)], 'unknown'],
    [
      'is unknown when another clock may date it',
      [gift(9, { createdAt: '2024-08-09T12:00:40+00:00' })],
      'unknown',
    ],
  ])('%s', async (_, tickets, kind) => {
    keepTickets(backend, tickets)
    expect((await settle('issueFreeTickets', { arguments: given })).kind).toBe(kind)
  })
})

describe('a change of a product', () => {
  const offer = { listPrice: null, discountRate: null, stock: null }
  const priced = async (change: object) =>
    (await settle('updateProductPricing', { arguments: { product: 1, ...offer, ...change } })).kind

  it('of its price was made when it costs that', async () => {
    keepCatalogue(backend, ['Relay'])
    expect(await priced({ listPrice: { minorUnits: '1999', currency: 'EUR' }, discountRate: '0.25' })).toBe(
      'done',
    )
    expect(await priced({ listPrice: { minorUnits: '2000', currency: 'EUR' } })).toBe('not-done')
    expect(await priced({ discountRate: '0.2' })).toBe('not-done')
  })

  it('of its stock is unknown when the stock is another: sales change it too', async () => {
    keepCatalogue(backend, ['Relay'])
    expect(await priced({ stock: 6 })).toBe('done')
    expect(await priced({ stock: 7 })).toBe('unknown')
  })

  it('of its texts was made when it says all of it in every language', async () => {
    keepCatalogue(backend, ['Relay'])
    const edited = async (fr: object) =>
      settle('updateProduct', {
        arguments: { product: 1, edits: { en: { places: 2 }, fr: { ...fr }, de: {} } },
      })
    const note = { command: 'updateProduct', note: 'PRICE_AND_STOCK_UNCHANGED' }
    expect(await edited({ name: 'Relay (fr)' })).toEqual(done('CommandCompleted', note))
    expect(await edited({ name: 'Relais' })).toEqual(NOT_DONE)
  })
})

describe('a change of an account', () => {
  const changed = (change: object) =>
    settle('updateUser', { arguments: { user: 12, role: null, isActive: null, changed: [], ...change } })

  it('of its role was made when it has that role', async () => {
    keepAccounts(backend, [account(12, { role: 'employee' })])
    const set = done('UserRoleChanged', { user: '12', from: null, to: 'EMPLOYEE' })
    expect(await changed({ role: 'EMPLOYEE' })).toEqual(set)
    expect(await changed({ role: 'ADMIN' })).toEqual(NOT_DONE)
  })

  it('to a role that was known changed nothing', async () => {
    keepAccounts(backend, [account(12, { role: 'employee' })])
    const { event } = openIntent({})
    const data = { user: '12', from: null, to: 'EMPLOYEE' } as const
    recorded = [{ ...event, type: 'UserRoleChanged', data }]
    const note = { command: 'updateUser', note: 'ROLE_UNCHANGED' }
    expect(await changed({ role: 'EMPLOYEE' })).toEqual(done('CommandCompleted', note))
  })

  it('that opens or closes it was made when it is so, and of its names is unknown', async () => {
    keepAccounts(backend, [account(12)])
    expect((await changed({ isActive: true })).kind).toBe('done')
    expect((await changed({ isActive: false })).kind).toBe('not-done')
    expect(await changed({})).toEqual(UNKNOWN)
  })
})

describe('sessions that were to end', () => {
  const ending = (sessions: string[]) => settle('endSession', { arguments: { user: 7, sessions } })

  it('have ended when they are not among the active ones', async () => {
    active = ['a']
    expect(await ending(['a'])).toEqual(NOT_DONE)
    expect(await ending(['b'])).toEqual(done('SignedOut', { user: '7', session: 'b' }))
  })

  it('are unknown where it was a token of the backend', async () => {
    expect(await ending([])).toEqual(UNKNOWN)
  })
})
