import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CodedError } from '@ticketing/service-kit'
import supertest from 'supertest'
import { createTestGateway, GOOD_TOKEN, type TestGateway } from './testing/test-gateway.js'

let test: TestGateway
beforeAll(async () => {
  test = await createTestGateway()
})
afterAll(() => test.gateway.close())

const SIGNED_IN = ['authorization', `Bearer ${GOOD_TOKEN}`] as const
const ask = (query: string, variables?: object, gateway = test.gateway) =>
  supertest(gateway.handler).post('/graphql').send({ query, variables })

/** A gateway whose reviews subgraph fails as told. */
const withReviews = (execute: () => Promise<never>) =>
  createTestGateway(
    {},
    {
      subgraphs: new Map([
        ['shop', test.shop],
        ['reviews', { execute }],
      ]),
    },
  )

describe('POST /graphql', () => {
  it('answers one query from two subgraphs', async () => {
    const { body, status, headers } = await ask('{ products { name rating } }').set(...SIGNED_IN)
    expect(status).toBe(200)
    expect(headers['cache-control']).toBe('private, no-store')
    expect(body).toEqual({
      data: {
        products: [
          { name: 'Final 1', rating: 3 },
          { name: 'Final 2', rating: 4 },
          { name: 'Final 3', rating: 5 },
        ],
      },
    })
  })

  it('tells a subgraph who asks, in which language, for which client and until when', async () => {
    const before = Date.now()
    const { body } = await ask(
      '{ seen { userId role sessionId language clientName clientAddress traceparent deadline } }',
    )
      .set('authorization', `Bearer ${GOOD_TOKEN}`)
      .set('accept-language', 'fr-CA, en;q=0.5')
      .set('apollographql-client-name', 'web')
      .set('apollographql-client-version', '1.2')
      .set('traceparent', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01')
    const { deadline, ...seen } = body.data.seen
    expect(seen).toEqual({
      userId: 7,
      role: 'USER',
      sessionId: 'session-7',
      language: 'fr',
      clientName: 'web@1.2',
      clientAddress: '127.0.0.1',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    })
    expect(deadline).toBeGreaterThanOrEqual(before + 30_000)
    expect(deadline).toBeLessThan(before + 40_000)
  })

  it('shows the schema, without what only the planner needs', async () => {
    const { body } = await ask('{ __schema { types { name } directives { name } } }')
    const names = body.data.__schema.types.map(({ name }: { name: string }) => name)
    expect(names).toContain('Product')
    expect(JSON.stringify(body)).not.toMatch(/join__|policy|_entities|_Any/)
  })

  it('hides the schema where introspection is off', async () => {
    const { gateway } = await createTestGateway({ INTROSPECTION: 'off' })
    const { body, status } = await ask('{ __schema { types { name } } }', undefined, gateway)
    expect(status).toBe(400)
    expect(body.errors[0].extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED', retryable: false })
    await gateway.close()
  })

  it('does not show how it plans', async () => {
    const { body } = await ask('{ products { rating } }').set('apollo-query-plan-experimental', '1')
    expect(body.extensions).toBeUndefined()
  })
})

describe('a failed operation', () => {
  it('keeps the code and the facts of a subgraph, with path and service', async () => {
    const { body, status } = await ask('{ fail(how: "coded") products { name } }')
    expect(status).toBe(200)
    expect(body.data.products).toHaveLength(3)
    expect(body.errors).toEqual([
      {
        message: 'Somebody was faster.',
        path: ['fail'],
        extensions: { code: 'CONFLICT', service: 'shop', retryable: true, fields: { id: ['taken'] } },
      },
    ])
  })

  it('is masked where it is unknown, and found in the log by its request id', async () => {
    const { body, headers, text } = await ask('{ fail(how: "crash") }')
    expect(body.errors).toEqual([
      {
        message: 'Something went wrong on our side.',
        path: ['fail'],
        extensions: {
          code: 'INTERNAL_SERVER_ERROR',
          service: 'shop',
          retryable: false,
          requestId: headers['x-request-id'],
        },
      },
    ])
    expect(text).not.toMatch(/10\.1\.2\.3|hunter2|stack/)
    expect(test.logged.filter((line) => line.includes(String(headers['x-request-id'])))).toHaveLength(1)
  })

  it('says so where a subgraph breaks its promise of a value', async () => {
    const { body } = await ask('{ broken }')
    expect(body.data).toBeNull()
    expect(body.extensions).toBeUndefined()
    expect(body.errors[0].extensions.code).toBe('INTERNAL_SERVER_ERROR')
  })

  it.each([
    ['{ products {', 'GRAPHQL_PARSE_FAILED', 400],
    ['{ unknown }', 'GRAPHQL_VALIDATION_FAILED', 400],
    ['query ($id: ID!) { product(id: $id) { name } }', 'BAD_USER_INPUT', 400],
    ['subscription { products }', 'GRAPHQL_VALIDATION_FAILED', 400],
    ['query A { products { name } } query B { products { name } }', 'OPERATION_RESOLUTION_FAILURE', 400],
  ])('names the fault of %s', async (query, code, expected) => {
    const { body, status } = await ask(query)
    expect(status).toBe(expected)
    expect(body.errors[0].extensions).toEqual({ code, retryable: false })
  })

  it('refuses an operation that asks for too much, before any subgraph is asked', async () => {
    const aliases = Array.from({ length: 21 }, (_, index) => `p${index}: products { name }`).join(' ')
    const { body, status } = await ask(`{ ${aliases} }`)
    expect(status).toBe(400)
    expect(body.errors[0].extensions).toMatchObject({ code: 'OPERATION_TOO_COMPLEX', found: 21, allowed: 20 })
  })

  it('nulls only what a dead subgraph gives, with a coded error at each place', async () => {
    const { gateway, logged } = await withReviews(async () => {
      throw Object.assign(new Error('connect ECONNREFUSED 10.9.8.7:4502'), { code: 'ECONNREFUSED' })
    })
    const { body, text } = await ask('{ products { name rating } best { id } }', undefined, gateway).set(
      ...SIGNED_IN,
    )
    expect(body.data).toEqual({
      products: [1, 2, 3].map((id) => ({ name: `Final ${id}`, rating: null })),
      best: null,
    })
    const unavailable = { code: 'SERVICE_UNAVAILABLE', service: 'reviews', retryable: true }
    const at = (path: (string | number)[]) => ({
      message: 'The reviews service does not answer.',
      path,
      extensions: unavailable,
    })
    expect(body.errors).toHaveLength(4)
    expect(body.errors).toEqual(
      expect.arrayContaining([at(['best']), ...[0, 1, 2].map((index) => at(['products', index, 'rating']))]),
    )
    expect(text).not.toContain('10.9.8.7')
    expect(logged.join('')).toContain('10.9.8.7')
    await gateway.close()
  })

  it('keeps the code that a subgraph could not be asked with', async () => {
    const { gateway } = await withReviews(async () => {
      throw new CodedError('RATE_LIMITED', 'Slower, please.')
    })
    const { body } = await ask('{ best { id } }', undefined, gateway)
    expect(body.errors[0].extensions).toEqual({ code: 'RATE_LIMITED', service: 'reviews', retryable: true })
    await gateway.close()
  })
})

describe('createGateway', () => {
  it('rejects a supergraph that names a subgraph which nobody runs', async () => {
    await expect(createTestGateway({}, { subgraphs: new Map([['shop', test.shop]]) })).rejects.toThrow(
      'reviews',
    )
  })
})
