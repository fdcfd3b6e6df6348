// What a caller may not see costs nothing: no subgraph is asked for it, and no REST call is made.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { getIntrospectionQuery } from 'graphql'
import { type Person, person, signIn } from './journey/people.js'
import { startWatchedPlatform, type WatchedPlatform } from './journey/watched-platform.js'

let platform: WatchedPlatform
let guest: Person
let ada: Person
let employee: Person
let admin: Person
beforeAll(async () => {
  platform = await startWatchedPlatform()
  guest = person(platform.url)
  ada = await signIn(platform.url, 'user@example.test')
  employee = await signIn(platform.url, 'employee@example.test')
  admin = await signIn(platform.url, 'admin@example.test')
})
beforeEach(() => platform.backend.forget())
afterAll(() => platform.close())

/** But those of the audit trail, which is told of refused commands. */
async function fetches(): Promise<number> {
  const lines = (await (await fetch(`${platform.url}/metrics`)).text()).split('\n')
  return lines
    .filter((line) => line.startsWith('gateway_subgraph_fetches_total{') && !line.includes('"audit"'))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}

/** The codes by path, what it cost, and the data. */
async function cost(who: Person, query: string) {
  const before = await fetches()
  const { data, errors = [] } = await who.try<Record<string, unknown>>(query)
  const told = errors as readonly { path?: readonly unknown[]; extensions: Record<string, unknown> }[]
  return {
    data,
    codes: told.map(({ path, extensions }) => `${path?.join('.')} ${extensions.code} ${extensions.rule}`),
    fetched: (await fetches()) - before,
    calls: platform.backend.calls.map(({ name }) => name),
  }
}

describe('a refused field', () => {
  it('costs no REST call where it stands alone', async () => {
    const query = '{ users(first: 1) { nodes { id } } payments(first: 1) { nodes { uuid } } }'
    for (const [who, code] of [
      [guest, 'UNAUTHENTICATED'],
      [ada, 'FORBIDDEN'],
      [employee, 'FORBIDDEN'],
    ] as const) {
      expect(await cost(who, query)).toEqual({
        data: { users: null, payments: null },
        codes: [`users ${code} ADMIN`, `payments ${code} ADMIN`],
        fetched: 0,
        calls: [],
      })
    }
  })

  it('costs no more than what stands beside it, wherever it stands', async () => {
    const { calls, codes } = await cost(
      guest,
      `{ products(first: 2) { nodes { id ...more } } admin: sales(first: 1) { nodes { soldCount } } }
       fragment more on Product { inGerman: translations { name } }`,
    )
    expect(calls).toEqual(['GET /api/products'])
    expect(codes).toEqual([
      'products.nodes.0.inGerman UNAUTHENTICATED ADMIN',
      'products.nodes.1.inGerman UNAUTHENTICATED ADMIN',
      'admin UNAUTHENTICATED ADMIN',
    ])
  })

  it('leaves the owner’s to the subgraph, for whoever is signed in', async () => {
    const query = '{ me { payments(first: 1) { nodes { uuid status transactionId } } } }'
    const { data, codes } = await cost(ada, query)
    expect(data).toMatchObject({ me: { payments: { nodes: [{ transactionId: null }] } } })
    expect(codes).toEqual(['me.payments.nodes.0.transactionId FORBIDDEN ADMIN'])
  })
})

describe('a refused command', () => {
  it('reaches no subgraph, and those beside it are carried out', async () => {
    const input = '{ firstName: "E", lastName: "M", email: "e@example.test", password: "An-Employee-2024!" }'
    expect(await cost(ada, `mutation { createEmployee(input: ${input}) { __typename } }`)).toEqual({
      data: { createEmployee: null },
      codes: ['createEmployee FORBIDDEN ADMIN'],
      fetched: 0,
      calls: [],
    })
    const { data, calls, codes } = await cost(
      ada,
      `mutation { a: setCartItem(productId: 1, quantity: 1) { __typename }
        b: admitTicket(scanCode: "x") { __typename }
        c: setCartItem(productId: 1, quantity: 0) { __typename } }`,
    )
    expect(data).toEqual({ a: { __typename: 'Cart' }, b: null, c: { __typename: 'Cart' } })
    expect(codes).toEqual(['b FORBIDDEN EMPLOYEE'])
    expect(calls.filter((name) => name.includes('scan'))).toEqual([])
  })
})

describe('the schema', () => {
  it('is shown to each as far as they may use it', async () => {
    const names = async (who: Person) => {
      const { data } = await who.try<{
        __schema: { types: { name: string; fields: { name: string }[] | null }[] }
      }>(getIntrospectionQuery())
      return data.__schema.types.flatMap(({ name, fields }) =>
        (fields ?? []).map((field) => `${name}.${field.name}`),
      )
    }
    const [ofGuest, ofAda, ofEmployee, ofAdmin] = await Promise.all([guest, ada, employee, admin].map(names))
    expect(ofGuest).toContain('Query.products')
    for (const field of ['Mutation.startPayment', 'Payment.amount', 'Query.users', 'Query.ticketByScanCode'])
      expect(ofGuest).not.toContain(field)
    expect(ofAda).toEqual(expect.arrayContaining(['Mutation.startPayment', 'Payment.amount']))
    expect(ofAda).not.toContain('Query.users')
    expect(ofEmployee).toContain('Query.ticketByScanCode')
    expect(ofAdmin).toContain('Query.users')
    expect(ofAdmin).not.toContain('Query.ticketByScanCode')
    expect(platform.backend.calls).toEqual([])
  })
})
