import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { CodedError, createMetrics } from '@ticketing/service-kit'
import type { Caller, Role } from '@ticketing/session'
import { getIntrospectionQuery } from 'graphql'
import supertest from 'supertest'
import { createTestGateway, type TestGateway } from './testing/test-gateway.js'
import { SUPERGRAPH_SDL } from './testing/two-subgraphs.js'

const GUARDED = SUPERGRAPH_SDL.replace(
  'sell(id: ID!): Product',
  'sell(id: ID!): Product @requiresScopes(scopes: [["role:ADMIN"], ["role:EMPLOYEE"]])',
)

/** Bearer tokens are roles here. */
const sessions = {
  async callerOf(bearer: string): Promise<Caller> {
    if (!['USER', 'EMPLOYEE', 'ADMIN'].includes(bearer)) throw new CodedError('UNAUTHENTICATED', '')
    return { sessionId: bearer, userId: 7, role: bearer as Role, backendToken: bearer }
  },
  refresh: async (caller: Caller) => caller,
}

const metrics = createMetrics()
let test: TestGateway
let earlier = 0
beforeAll(async () => {
  test = await createTestGateway({}, { sessions, supergraphSdl: GUARDED, metrics })
})
beforeEach(() => {
  earlier = test.requests.length
})
afterAll(() => test.gateway.close())

interface Asking {
  readonly role?: Role | null
  readonly language?: string
  readonly url?: string
  readonly variables?: object
  readonly gateway?: TestGateway['gateway']
}

async function ask(query: string, options: Asking = {}) {
  const { role = null, language = 'en', url = '/graphql', variables, gateway = test.gateway } = options
  const request = supertest(gateway.handler).post(url).set('accept-language', language)
  if (role !== null) request.set('authorization', `Bearer ${role}`)
  const { body, status } = await request.send({ query, variables })
  return { body, status, asked: test.requests.slice(earlier).map(({ document }) => document) }
}

describe('a field that the caller may not see', () => {
  it('is null with one coded error, and its siblings are there', async () => {
    const { body, status, asked } = await ask('{ best { id rating } orders }')
    expect(status).toBe(200)
    expect(body).toEqual({
      data: { best: { id: '2', rating: null }, orders: null },
      errors: [
        {
          message: 'Sign in to see this.',
          path: ['best', 'rating'],
          extensions: {
            code: 'UNAUTHENTICATED',
            rule: 'signed in',
            requires: ['authenticated'],
            retryable: false,
          },
        },
        {
          message: 'Sign in to see this.',
          path: ['orders'],
          extensions: { code: 'UNAUTHENTICATED', rule: 'ADMIN', requires: ['role:ADMIN'], retryable: false },
        },
      ],
    })
    expect(asked.join()).not.toMatch(/rating|orders/)
  })

  it('is told in the client’s language', async () => {
    const { body } = await ask('{ orders }', { role: 'USER', language: 'de' })
    expect(body.errors[0]).toMatchObject({
      message: 'Sie dürfen dies weder sehen noch tun.',
      extensions: { code: 'FORBIDDEN', rule: 'ADMIN' },
    })
  })

  it('is somebody else’s to decide on where that depends on the record, but for a guest', async () => {
    const guest = await ask('{ mine }')
    expect(guest.body.errors[0].extensions).toMatchObject({
      code: 'UNAUTHENTICATED',
      rule: 'owner or ADMIN',
      requires: ['owner', 'role:ADMIN'],
    })
    expect(guest.asked).toEqual([])
    expect((await ask('{ mine }', { role: 'USER' })).asked).toEqual(['{mine}'])
  })

  it('does not keep an operation with it from being refused for its size, or its variables', async () => {
    const all = Array.from({ length: 21 }, (_, index) => `o${index}: orders`).join(' ')
    expect((await ask(`{ ${all} }`)).body.errors[0].extensions.code).toBe('OPERATION_TOO_COMPLEX')
    const text = 'query ($x: Boolean!) { orders @include(if: $x) }'
    expect((await ask(text, { variables: { x: 'y' } })).status).toBe(400)
    expect((await ask(text, { variables: { x: false } })).body).toEqual({ data: {} })
  })

  it('is counted by its rule', async () => {
    const count = async () =>
      Number(/gateway_refused_fields_total\{rule="ADMIN"\} (\d+)/.exec(await metrics.registry.metrics())?.[1])
    await ask('{ orders }')
    const before = await count()
    await ask('{ orders again: orders }')
    expect((await count()) - before).toBe(2)
  })
})

describe('a command that the caller may not give', () => {
  it('reaches no subgraph', async () => {
    const { body, asked } = await ask('mutation { sell(id: 1) { name } }', { role: 'USER' })
    expect(body.data).toEqual({ sell: null })
    expect(body.errors[0].extensions).toMatchObject({ code: 'FORBIDDEN', rule: 'ADMIN or EMPLOYEE' })
    expect(asked).toEqual([])
    const allowed = await ask('mutation { sell(id: 1) { name } }', { role: 'EMPLOYEE' })
    expect(allowed.body).toEqual({ data: { sell: { name: 'Final 1' } } })
  })
})

describe('one operation of several callers', () => {
  it('is planned once for all who see the same of it', async () => {
    const plans = async () =>
      Number(/preparation_seconds_count\{step="plan"\} (\d+)/.exec(await metrics.registry.metrics())?.[1])
    await ask('{ __typename }')
    const before = await plans()
    for (const role of [null, 'USER', 'EMPLOYEE', 'ADMIN'] as const)
      await ask('{ products { id } }', { role })
    expect((await plans()) - before).toBe(1)
    for (const role of [null, 'USER', 'EMPLOYEE', 'ADMIN'] as const) {
      const { body } = await ask('{ products { id } orders }', { role })
      expect(body.errors?.[0].extensions.code).toBe(
        role === 'ADMIN' ? undefined : role === null ? 'UNAUTHENTICATED' : 'FORBIDDEN',
      )
    }
    expect((await plans()) - before).toBe(3)
  })

  it('is planned for them all again when the supergraph changes', async () => {
    const own = createMetrics()
    const { gateway, shop, reviews } = await createTestGateway(
      {},
      { sessions, supergraphSdl: GUARDED, metrics: own },
    )
    const plans = async () =>
      Number(/preparation_seconds_count\{step="plan"\} (\d+)/.exec(await own.registry.metrics())?.[1])
    const query = '{ best { id } orders }'
    await ask(query, { gateway })
    await ask(query, { gateway, role: 'ADMIN' })
    expect(await plans()).toBe(2)
    const changed = GUARDED.replace(
      'orders: [String!]',
      'shipped: Int @join__field(graph: SHOP) orders: [String!]',
    )
    await gateway.replaceSupergraph(
      changed,
      new Map([
        ['shop', shop],
        ['reviews', reviews],
      ]),
    )
    expect(await plans()).toBe(4)
    expect((await ask(query, { gateway })).body.data).toEqual({ best: { id: '2' }, orders: null })
    expect(await plans()).toBe(4)
    await gateway.close()
  })
})

describe('?explain', () => {
  const query = 'query ($x: Boolean = false) { products { r: rating @skip(if: $x) } orders mine }'
  const url = '/graphql?explain'

  it('tells an admin what was filtered', async () => {
    const { body } = await ask('mutation { sell(id: 1) { id } }', { role: 'ADMIN', url })
    expect(body).toEqual({
      data: { sell: { id: '1' } },
      extensions: { authorization: { audience: 'ADMIN', dryRun: false, refused: [] } },
    })
  })

  it('tells an admin what others would be refused, and answers as ever', async () => {
    const { body } = await ask(query, { role: 'ADMIN', url: `${url}=GUEST` })
    expect(body.data).toMatchObject({ products: [{ r: 3 }, {}, {}], mine: null })
    const guest = { code: 'UNAUTHENTICATED' }
    expect(body.extensions.authorization).toEqual({
      audience: 'GUEST',
      dryRun: true,
      refused: [
        {
          path: ['products', 'r'],
          field: 'Product.rating',
          rule: 'signed in',
          requires: ['authenticated'],
          ...guest,
        },
        { path: ['orders'], field: 'Query.orders', rule: 'ADMIN', requires: ['role:ADMIN'], ...guest },
        {
          path: ['mine'],
          field: 'Query.mine',
          rule: 'owner or ADMIN',
          requires: ['owner', 'role:ADMIN'],
          ...guest,
        },
      ],
    })
    const skipped = await ask(query, { role: 'ADMIN', url: `${url}=USER`, variables: { x: true } })
    expect(skipped.body.extensions.authorization.refused).toMatchObject([
      { path: ['orders'], code: 'FORBIDDEN' },
    ])
  })

  it('knows the audiences, and refuses others before anything runs', async () => {
    const { status, body, asked } = await ask('{ products { id } }', { role: 'ADMIN', url: `${url}=BOSS` })
    expect([status, body.errors[0].message]).toEqual([
      400,
      'The parameter explain must be one of GUEST, USER, EMPLOYEE, ADMIN.',
    ])
    expect(asked).toEqual([])
  })

  it('is not for others', async () => {
    for (const role of [null, 'USER', 'EMPLOYEE'] as const) {
      expect((await ask('{ orders }', { role, url })).body.extensions).toBeUndefined()
    }
  })
})

describe('introspection', () => {
  const fieldsSeen = async (options: Asking) => {
    const { body } = await ask(getIntrospectionQuery(), options)
    const types: { name: string; fields: { name: string }[] | null }[] = body.data.__schema.types
    return {
      types: types.map(({ name }) => name),
      query: types.find(({ name }) => name === 'Query')?.fields?.map(({ name }) => name),
      mutation: body.data.__schema.mutationType,
    }
  }

  it('shows each caller what it may use', async () => {
    const guest = await fieldsSeen({})
    expect(guest.query).toEqual(['best', 'seen', 'product', 'products', 'fail', 'broken'])
    expect(guest.mutation).toBeNull()
    const user = await fieldsSeen({ role: 'USER' })
    expect(user.query).toEqual(['best', 'seen', 'product', 'products', 'secret', 'mine', 'fail', 'broken'])
    const employee = await fieldsSeen({ role: 'EMPLOYEE' })
    expect(employee.mutation).toMatchObject({ name: 'Mutation' })
    expect((await fieldsSeen({ role: 'ADMIN' })).query).toContain('orders')
  })

  it('shows everything to everybody where it is full', async () => {
    const { gateway } = await createTestGateway(
      { INTROSPECTION: 'full' },
      { sessions, supergraphSdl: GUARDED },
    )
    expect((await fieldsSeen({ gateway })).query).toContain('orders')
    await gateway.close()
  })

  it('answers __type by caller too', async () => {
    const query = '{ __type(name: "Product") { fields { name } } }'
    const seen = async (options: Asking) =>
      (await ask(query, options)).body.data.__type.fields.map(({ name }: { name: string }) => name)
    expect(await seen({})).toEqual(['id', 'score', 'name'])
    expect(await seen({ role: 'USER' })).toEqual(['id', 'rating', 'score', 'name'])
  })

  it('is all that a suggestion names', async () => {
    const told = async (query: string, options: Asking = {}) =>
      (await ask(query, options)).body.errors[0].message
    expect(await told('{ products { nam } }')).toBe(
      'Cannot query field "nam" on type "Product". Did you mean "name"?',
    )
    expect(await told('{ order }')).toBe('Cannot query field "order" on type "Query".')
    expect(await told('{ order }', { role: 'ADMIN' })).toContain('Did you mean "orders"')
    expect(await told('{ products { ratin } }')).toBe('Cannot query field "ratin" on type "Product".')
  })
})
