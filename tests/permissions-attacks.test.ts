// What a stranger tries with the records and the accounts of others.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { until } from './journey/pay.js'
import { type Person, person, signIn } from './journey/people.js'
import { type Platform, startPlatform } from './journey/platform.js'

interface OwnThings {
  readonly me: {
    readonly id: string
    readonly tickets: {
      readonly nodes: readonly {
        readonly id: string
        readonly token: string
        readonly payment: { readonly uuid: string }
      }[]
    }
  }
  readonly cart: { readonly id: string }
}

const THINGS = `{ me { id tickets(first: 1, status: ISSUED) { nodes {
  id token payment { uuid }
} } } cart { id } }`
const NEVER = { id: '99999999', uuid: '00000000-0000-4000-8000-000000000000' }

let platform: Platform
let clockIsAhead = 0
let victim: Person
let stranger: Person
let employee: Person
let guest: Person
let things: OwnThings
let ticket: OwnThings['me']['tickets']['nodes'][number]

beforeAll(async () => {
  platform = await startPlatform('in one process', {
    second: false,
    now: () => Date.now() + clockIsAhead,
    env: { ACCOUNT_CHECK_SECONDS: '1' },
  })
  victim = await signIn(platform.url, 'user@example.test')
  stranger = await signIn(platform.url, 'other@example.test')
  employee = await signIn(platform.url, 'employee@example.test')
  guest = person(platform.url)
  await victim.ask('mutation { setCartItem(productId: 1, quantity: 2) { __typename } }')
  things = await victim.ask<OwnThings>(THINGS)
  const [first] = things.me.tickets.nodes
  if (first === undefined) throw new Error('the victim has no ticket')
  ticket = first
})
afterAll(() => platform.close())

describe("another person's record", () => {
  const asks: Readonly<Record<string, (id: string, uuid: string) => string>> = {
    ticket: (id) => `{ found: ticket(id: ${id}) { __typename token status user { email } } }`,
    payment: (_, uuid) =>
      `{ found: payment(uuid: "${uuid}") { __typename status user { email } tickets { token } } }`,
  }

  it.each(Object.keys(asks))('is as absent as a %s that never was', async (kind) => {
    const ask = asks[kind] ?? String
    for (const who of [stranger, employee]) {
      const foreign = await who.try(ask(ticket.id, ticket.payment.uuid))
      const absent = await who.try(ask(NEVER.id, NEVER.uuid))
      expect(foreign.data).toEqual({ found: null })
      expect([foreign.data, foreign.errors, foreign.status]).toEqual([
        absent.data,
        absent.errors,
        absent.status,
      ])
    }
  })

  it('is not told by a person that an employee may see', async () => {
    const query = `query ($id: ID!) { user(id: $id) { email role twoFactorEnabled isActive
      tickets { nodes { token } } payments { nodes { amount { amount } } } invoices { totalCount } } }`
    const { data, errors = [] } = await employee.try<{ user: object }>(query, { id: things.me.id })
    expect(data.user).toEqual({
      email: 'user@example.test',
      role: null,
      twoFactorEnabled: null,
      isActive: null,
      tickets: null,
      payments: null,
      invoices: null,
    })
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(Array(5).fill('FORBIDDEN'))
  })

  it('is not a session that one could end by its id', async () => {
    const { me } = await victim.ask<{ me: { sessions: { id: string }[] } }>('{ me { sessions { id } } }')
    const END = 'mutation ($id: ID!) { endSession(id: $id) { id } }'
    const foreign = await stranger.try<unknown>(END, { id: me.sessions[0]?.id })
    const absent = await stranger.try<unknown>(END, { id: NEVER.uuid })
    expect(foreign.errors?.[0]?.extensions.code).toBe('NOT_FOUND')
    expect([foreign.data, foreign.errors]).toEqual([absent.data, absent.errors])
    expect((await victim.try('{ me { id } }')).status).toBe(200)
  })

  it("is not a cart that one asks for by another's number", async () => {
    const asked = person(platform.url, { headers: { 'x-guest-cart-id': things.cart.id } })
    const { cart } = await asked.ask<{ cart: { items: unknown[] } }>('{ cart { items { quantity } } }')
    expect(cart.items).toEqual([])
    const PAY = 'mutation ($id: ID!) { startPayment(input: { cartId: $id }) { __typename } }'
    await stranger.ask('mutation { setCartItem(productId: 2, quantity: 1) { __typename } }')
    const paying = await stranger.try<unknown>(PAY, { id: things.cart.id })
    expect(paying.data).toEqual({ startPayment: null })
    const ofNobody = await stranger.try<unknown>(PAY, { id: NEVER.id })
    expect(paying.errors?.map(({ message }) => message)).toEqual(
      ofNobody.errors?.map(({ message }) => message),
    )
  })

  it("is not a guest's cart that a signed-in person names", async () => {
    const id = randomUUID()
    const shopper = person(platform.url, { headers: { 'x-guest-cart-id': id } })
    await shopper.ask('mutation { setCartItem(productId: 3, quantity: 1) { __typename } }')
    const nosy = person(platform.url, { token: victim.token ?? '', headers: { 'x-guest-cart-id': id } })
    const { cart } = await nosy.ask<{ cart: { id: string } }>('{ cart { id } }')
    expect(cart.id).toBe(things.cart.id)
  })
})

describe('a command that is refused', () => {
  const STATE = `{ me { id role tickets(first: 50) { totalCount nodes { id token status } } } }`
  const state = () => victim.ask<unknown>(STATE)

  it('changes nothing, whatever stands beside it', async () => {
    const before = await state()
    const attempts = [
      `mutation { setTicketStatus(id: ${ticket.id}, status: REFUNDED) { id status } }`,
      `mutation { updateUser(id: ${things.me.id}, input: { role: ADMIN }) { __typename } }`,
      `mutation { refundPayment(uuid: "${ticket.payment.uuid}", amount: { minorUnits: 1, currency: EUR }) { __typename } }`,
      `mutation { admitTicket(token: "${ticket.token}") { __typename } }`,
      `mutation { issueFreeTickets(input: { userId: ${things.me.id}, productId: 1, quantity: 1 }) { id } }`,
      `mutation { a: setTicketStatus(id: ${ticket.id}, status: USED) { id } clearCart { id }
         b: updateUser(id: ${things.me.id}, input: { role: ADMIN }) { __typename } }`,
    ]
    for (const attempt of attempts) {
      const { errors = [] } = await victim.try(attempt)
      expect(errors.length).toBeGreaterThan(0)
      for (const { extensions } of errors) expect(extensions.code).toBe('FORBIDDEN')
      const asGuest = await guest.try(attempt)
      expect(asGuest.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    }
    expect(await state()).toEqual(before)
    const { users } = (await victim.try<{ users: unknown }>('{ users { totalCount } }')).data
    expect(users).toBeNull()
  })
})

describe('a role that is taken away', () => {
  it('is gone in the sessions that are open, for what was asked before too', async () => {
    const admin = await signIn(platform.url, 'admin@example.test')
    const visitor = await signIn(platform.url, 'visitor06@example.test')
    const { me } = await visitor.ask<{ me: { id: string } }>('{ me { id } }')
    const QUESTION = '{ user(id: 1) { firstName } }'
    const change = (role: string) =>
      admin.ask(`mutation { updateUser(id: ${me.id}, input: { role: ${role} }) { __typename } }`)
    for (const role of ['EMPLOYEE', 'USER', 'ADMIN', 'USER']) {
      await change(role)
      const { data, errors } = await visitor.try<{ user: unknown }>(QUESTION)
      expect(data.user).toEqual(role === 'USER' ? null : { firstName: 'Ada' })
      expect(errors?.[0]?.extensions.code).toBe(role === 'USER' ? 'FORBIDDEN' : undefined)
    }
  })
})

/** The REST API itself, past the gateway, as this person. */
async function atBackend(email: string) {
  const send = async (method: string, path: string, body: object, token = '') => {
    const headers = { accept: 'application/json', 'content-type': 'application/json' }
    return fetch(platform.ticketingApiUrl + path, {
      method,
      headers: token === '' ? headers : { ...headers, authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    })
  }
  const login = { email, password: 'Demo-Password-2024!', remember: false }
  const { token } = (await (await send('POST', '/api/auth/login', login)).json()) as { token: string }
  return {
    token,
    patch: async (path: string, body: object) => (await send('PATCH', path, body, token)).status,
  }
}

const ME = '{ me { id role } }'
type Me = { readonly me: { readonly id: string; readonly role: string } }

describe('an account that is disabled', () => {
  it('is signed out at once when an admin does it here', async () => {
    const admin = await signIn(platform.url, 'admin@example.test')
    const visitor = await signIn(platform.url, 'visitor02@example.test')
    const { me } = await visitor.ask<Me>(ME)
    const set = (isActive: boolean) =>
      admin.ask(
        'mutation ($id: ID!, $isActive: Boolean!) { updateUser(id: $id, input: { isActive: $isActive }) { __typename } }',
        { id: me.id, isActive },
      )
    await set(false)
    const refused = await visitor.try(ME)
    expect([refused.status, refused.errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED'])
    await set(true)
    expect((await visitor.try(ME)).status).toBe(401)
  })

  it('is signed out soon when it was done at the backend, whose own token works on there', async () => {
    const admin = await atBackend('admin@example.test')
    const [disabled, promoted] = ['visitor04@example.test', 'visitor05@example.test'] as const
    const [gone, up] = await Promise.all([signIn(platform.url, disabled), signIn(platform.url, promoted)])
    const raw = person(platform.url, { token: (await atBackend(disabled)).token })
    const { me } = await gone.ask<Me>(ME)
    expect((await raw.ask<Me>(ME)).me).toEqual(me)
    expect(await admin.patch(`/api/users/${me.id}`, { is_active: false })).toBe(204)
    const { me: other } = await up.ask<Me>(ME)
    expect(await admin.patch(`/api/users/${other.id}`, { role: 'employee' })).toBe(204)

    await until(
      async () => (await gone.try(ME)).status,
      (status) => status === 401,
    )
    // Whose a raw token is, is believed for ten seconds.
    clockIsAhead += 11_000
    expect((await raw.try(ME)).status).toBe(401)
    // A new role is no reason to sign in again.
    await until(
      () => up.ask<Me>(ME),
      (answer) => answer.me.role === 'EMPLOYEE',
    )
  })
})
