// The same protected fields in every way that GraphQL lets one write them: none of them is a way around.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Person, person, signIn } from './journey/people.js'
import { type Platform, startPlatform } from './journey/platform.js'

/** A field that only admins may see: the way to it among one's own things, and its selection. */
interface Protected {
  readonly type: string
  readonly field: string
  readonly way: readonly string[]
  readonly selection?: string
}

const OWN_TICKET = ['me', 'tickets(first: 1)', 'nodes']
const OWN_PAYMENT = ['me', 'payments(first: 1)', 'edges', 'node']
const PROTECTED: readonly Protected[] = [
  { type: 'User', field: 'isActive', way: ['me'] },
  { type: 'User', field: 'pendingEmailChange', way: ['me'], selection: '{ newEmail }' },
  { type: 'User', field: 'createdAt', way: [...OWN_PAYMENT, 'user'] },
  { type: 'User', field: 'emailVerifiedAt', way: [...OWN_TICKET, 'user'] },
  { type: 'User', field: 'isActive', way: [...OWN_TICKET, 'payment', 'user'] },
  { type: 'Payment', field: 'transactionId', way: OWN_PAYMENT },
  { type: 'Payment', field: 'transactionId', way: [...OWN_TICKET, 'payment'] },
  { type: 'Payment', field: 'updatedAt', way: [...OWN_TICKET, 'payment', 'tickets', 'payment'] },
  { type: 'Product', field: 'translations', way: ['product(id: 1)'], selection: '{ name }' },
  { type: 'Product', field: 'translations', way: ['cart', 'items', 'product'], selection: '{ __typename }' },
  { type: 'Product', field: 'translations', way: [...OWN_TICKET, 'product'], selection: '{ name }' },
]

interface Written {
  readonly inner: string
  readonly variables?: string
  readonly fragments?: string
}

/** How the field itself is written at the end of the way. */
const WRITINGS: Readonly<Record<string, (field: string, type: string) => Written>> = {
  plainly: (field) => ({ inner: field }),
  'by the name of another': (field) => ({ inner: `id: ${field}` }),
  'several times': (field) => ({ inner: `a: ${field} b: ${field} ${field}` }),
  'in a fragment on its type': (field, type) => ({ inner: `... on ${type} { ${field} }` }),
  'in fragments without a type': (field) => ({ inner: `... { ... { ${field} } }` }),
  'in a fragment of a fragment': (field, type) => ({
    inner: '...Outer',
    fragments: `fragment Outer on ${type} { ... on ${type} { ...Hidden } } fragment Hidden on ${type} { x: ${field} }`,
  }),
  'on a condition': (field) => ({
    inner: `${field.replace(/^\w+/, (name) => `${name} @include(if: $yes)`)}`,
    variables: '($yes: Boolean = true)',
  }),
  'in a conditional fragment': (field) => ({
    inner: `... @skip(if: $no) { ${field} }`,
    variables: '($no: Boolean!)',
  }),
}

function toDocument({ type, field, way, selection = '' }: Protected, writing: string): string {
  const written = WRITINGS[writing]?.(`${field} ${selection}`, type)
  const whole = way.reduceRight((inner, step) => `${step} { ${inner} }`, `__typename ${written?.inner}`)
  return `query Q ${written?.variables ?? ''} { ${whole} } ${written?.fragments ?? ''}`
}

/** Every value of an answer that stands below a name, whatever the names above are. */
function leavesOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(leavesOf)
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leavesOf)
  return [value]
}

let platform: Platform
let user: Person
let admin: Person
beforeAll(async () => {
  platform = await startPlatform('in one process', { second: false })
  user = await signIn(platform.url, 'user@example.test')
  admin = await signIn(platform.url, 'admin@example.test')
  await user.ask('mutation { setCartItem(productId: 1, quantity: 1) { __typename } }')
})
afterAll(() => platform.close())

const named = (value: unknown) => typeof value === 'string' && /^[A-Z]/.test(value)

describe.each(Object.keys(WRITINGS))('a field for admins written %s', (writing) => {
  it.each(PROTECTED)('is refused to a user: $field of a $type, by $way', async (wanted) => {
    const document = toDocument(wanted, writing)
    const { data, errors = [], status } = await user.try<unknown>(document, { no: false })
    expect(status).toBe(200)
    // Whatever came back is the names of types: the field itself is nowhere.
    const told = leavesOf(data).filter((value) => value !== null)
    expect(told.length).toBeGreaterThan(0)
    expect(told.every(named)).toBe(true)
    expect(errors.length).toBeGreaterThan(0)
    for (const { extensions } of errors)
      expect(extensions).toMatchObject({ code: 'FORBIDDEN', rule: 'ADMIN' })
  })
})

it.each(PROTECTED)('is given to an admin: $field of a $type, by $way', async (wanted) => {
  expect(await admin.ask<unknown>(toDocument(wanted, 'plainly'))).toBeTruthy()
})

describe('the answer of a command', () => {
  const namesKept = 'firstName isActive createdAt pendingEmailChange { newEmail }'

  it('tells no more of a person than a question would', async () => {
    const { me } = await user.ask<{ me: { firstName: string } }>('{ me { firstName } }')
    const command = `mutation ($name: String!) { updateProfile(input: { firstName: $name }) { ${namesKept} } }`
    const { data, errors } = await user.try<unknown>(command, { name: me.firstName })
    const nothing = { isActive: null, createdAt: null, pendingEmailChange: null }
    expect(data).toEqual({ updateProfile: { firstName: me.firstName, ...nothing } })
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(Array(3).fill('FORBIDDEN'))
  })

  it('tells no more of a payment', async () => {
    const { cart } = await user.ask<{ cart: { id: string } }>('{ cart { id } }')
    const command = `mutation ($cartId: ID!) { startPayment(input: { cartId: $cartId }) {
      ... on StartedPayment { payment { status transactionId updatedAt user { isActive } } } } }`
    const { data } = await user.try<unknown>(command, { cartId: cart.id })
    const payment = { status: 'PENDING', transactionId: null, updatedAt: null, user: { isActive: null } }
    expect(data).toEqual({ startPayment: { payment } })
  })

  it('tells a guest who signs in no more than that', async () => {
    const command = `mutation { login(input: { email: "user@example.test", password: "Demo-Password-2024!" }) {
      ... on Session { user { email twoFactorEnabled isActive tickets { totalCount } } } } }`
    const { data, errors } = await person(platform.url).try<unknown>(command)
    const nothing = { twoFactorEnabled: null, isActive: null, tickets: null }
    expect(data).toEqual({ login: { user: { email: 'user@example.test', ...nothing } } })
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(Array(3).fill('UNAUTHENTICATED'))
  })
})

describe('the name of a type', () => {
  it.each([
    ['{ users { __typename } }', 'users'],
    ['{ payments { __typename nodes { __typename } } }', 'payments'],
    ['{ ticketByScanCode(code: "x") { __typename } }', 'ticketByScanCode'],
    ['{ user(id: 1) { __typename } }', 'user'],
    ['mutation { updateUser(id: 1, input: { firstName: "x" }) { __typename } }', 'updateUser'],
    ['mutation { admitTicket(token: "x") { __typename } }', 'admitTicket'],
  ])('is not told behind a refused field: %s', async (document, field) => {
    const { data, errors } = await user.try<Record<string, unknown>>(document)
    expect(data).toEqual({ [field]: null })
    expect(errors).toMatchObject([{ path: [field], extensions: { code: 'FORBIDDEN' } }])
  })
})

it('is refused by GET as by POST', async () => {
  const query = encodeURIComponent('{ me { isActive } users { totalCount } }')
  const headers = { authorization: `Bearer ${user.token}`, 'apollo-require-preflight': '1' }
  const answer = await fetch(`${platform.url}/graphql?query=${query}`, { headers })
  expect(await answer.json()).toMatchObject({ data: { me: { isActive: null }, users: null } })
})

describe('an operation that an admin has asked before', () => {
  const QUERY = '{ me { id isActive } users(first: 1) { totalCount } }'

  const expectRefused = (answer: unknown) =>
    expect(answer).toMatchObject({ data: { me: { isActive: null }, users: null } })

  it('is not answered to others as it was to the admin, at the same time or after', async () => {
    const people = [admin, user, admin, user, user, admin, user]
    const answers = await Promise.all(people.map((who) => who.try<unknown>(QUERY)))
    for (const [index, answer] of answers.entries()) {
      if (people[index] === user) expectRefused(answer)
      else expect(answer).toMatchObject({ data: { me: { isActive: true } } })
    }
    expectRefused(await user.try<unknown>(QUERY))
  })

  it('is not, either, when only its hash is sent', async () => {
    const extensions = {
      persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(QUERY).digest('hex') },
    }
    const send = async ({ token }: Person, body: object) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
      const answer = await fetch(`${platform.url}/graphql`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ ...body, extensions }),
      })
      return answer.json()
    }
    expect(await send(admin, { query: QUERY })).toMatchObject({ data: { me: { isActive: true } } })
    expect(await send(admin, {})).toMatchObject({ data: { me: { isActive: true } } })
    expectRefused(await send(user, {}))
  })
})
