import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import supertest from 'supertest'
import { createTestGateway, GOOD_TOKEN, type TestGateway } from './testing/test-gateway.js'

let test: TestGateway
beforeAll(async () => {
  test = await createTestGateway()
})
afterAll(() => test.gateway.close())

const ask = (query: string, variables?: object) =>
  supertest(test.gateway.handler).post('/graphql').send({ query, variables })

describe('POST /graphql', () => {
  it('answers one query from two subgraphs', async () => {
    const { body, status } = await ask('{ products { name rating } }')
    expect(status).toBe(200)
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
      '{ seen { userId role sessionId language clientName idempotencyKey deadline publicUrl } }',
    )
      .set('authorization', `Bearer ${GOOD_TOKEN}`)
      .set('accept-language', 'fr-CA, en;q=0.5')
      .set('apollographql-client-name', 'web')
      .set('apollographql-client-version', '1.2')
      .set('idempotency-key', 'order-1')
    const { deadline, ...seen } = body.data.seen
    expect(seen).toEqual({
      userId: 7,
      role: 'USER',
      sessionId: 'session-7',
      language: 'fr',
      clientName: 'web@1.2',
      idempotencyKey: 'order-1',
      publicUrl: 'http://127.0.0.1:0',
    })
    expect(deadline).toBeGreaterThanOrEqual(before + 30_000)
    expect(deadline).toBeLessThan(before + 40_000)
  })
})
