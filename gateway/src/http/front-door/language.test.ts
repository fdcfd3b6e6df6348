import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CodedError } from '@ticketing/service-kit'
import supertest from 'supertest'
import { createTestGateway, type TestGateway } from '../../testing/test-gateway.js'

const TEXT = 'The {service} service does not answer.'
const SHOP = { service: 'shop' }

let test: TestGateway
let broken: TestGateway
beforeAll(async () => {
  const shop = {
    execute: () => Promise.reject(new CodedError('SERVICE_UNAVAILABLE', TEXT, { values: SHOP })),
  }
  test = await createTestGateway()
  broken = await createTestGateway(
    {},
    {
      subgraphs: new Map([
        ['shop', shop],
        ['reviews', shop],
      ]),
    },
  )
})
afterAll(async () => {
  await broken.gateway.close()
  await test.gateway.close()
})

const ask = (query: string, language: string, { gateway } = test) =>
  supertest(gateway.handler).post('/graphql').set('accept-language', language).send({ query })

describe('the language of an answer', () => {
  it.each([
    ['fr', 'fr'],
    ['de-AT, fr;q=0.3', 'de'],
    ['ja', 'en'],
    ['', 'en'],
  ])('is named: %j gets %s', async (wish, language) => {
    const { headers } = await ask('{ best { id } }', wish)
    expect(headers['content-language']).toBe(language)
    expect(headers.vary).toBe('origin, accept-language')
  })

  it('is not named where none was chosen', async () => {
    const { headers } = await supertest(test.gateway.handler).get('/healthz').set('accept-language', 'fr')
    expect(headers['content-language']).toBeUndefined()
    expect(headers.vary).toBe('origin')
  })

  it('is that of a masked failure', async () => {
    const { body } = await ask('{ fail(how: "else") }', 'de')
    expect(body.errors).toMatchObject([
      {
        message: 'Bei uns ist etwas schiefgegangen.',
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) },
      },
    ])
  })

  it('is that of a subgraph without an answer', async () => {
    const { body } = await ask('{ seen { userId } }', 'fr', broken)
    expect(body.errors).toMatchObject([
      { message: 'Le service shop ne répond pas.', path: ['seen'], extensions: { service: 'shop' } },
    ])
  })

  it('is left to the subgraph where one has answered', async () => {
    const { body } = await ask('{ fail(how: "coded") }', 'fr')
    expect(body.errors).toMatchObject([
      { message: 'Somebody was faster.', extensions: { code: 'CONFLICT', fields: { id: ['taken'] } } },
    ])
  })

  it('is that of a request that is refused at the door', async () => {
    const refused = await supertest(test.gateway.handler)
      .put('/graphql')
      .set('accept-language', 'fr')
      .send({})
    expect(refused.status).toBe(405)
    expect(refused.headers['content-language']).toBe('fr')
    expect(refused.body.errors[0].message).toBe('Seules les méthodes GET et POST sont possibles ici.')
  })
})
