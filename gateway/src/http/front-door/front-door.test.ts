import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import supertest from 'supertest'
import { createTestGateway, GOOD_TOKEN, type TestGateway } from '../../testing/test-gateway.js'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const PAGE = 'https://shop.example'

let test: TestGateway
beforeAll(async () => {
  test = await createTestGateway({
    CORS_ORIGINS: `${PAGE}, https://other.example`,
    TRUSTED_PROXIES: '127.0.0.0/8',
    FORWARD_HEADERS: 'X-Tenant',
  })
})
afterAll(() => test.gateway.close())

const agent = () => supertest(test.gateway.handler)
const post = () => agent().post('/graphql')
const seen = (facts: string) => post().send({ query: `{ seen { ${facts} } }` })

const expectRefusal = (answer: supertest.Response, status: number, code: string) => {
  expect(answer.status).toBe(status)
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
  expect(answer.headers['x-request-id']).toBeTruthy()
  expect(answer.body.errors).toHaveLength(1)
  expect(answer.body.errors[0].extensions.code).toBe(code)
  expect(answer.body.data).toBeUndefined()
}

describe('methods and content', () => {
  it('runs a query by GET, and no mutation', async () => {
    const get = (query: string) =>
      agent().get('/graphql').query({ query }).set('apollo-require-preflight', '1')
    expect((await get('{ best { id } }')).body).toEqual({ data: { best: { id: '2' } } })
    const mutation = await get('mutation { sell(id: 1) { id } }')
    expect(mutation.status).toBe(405)
    expect(mutation.body.errors[0].extensions.code).toBe('BAD_REQUEST')
    expect(test.requests.some(({ document }) => document.includes('sell'))).toBe(false)
  })

  it('refuses other methods', async () => {
    const answer = await agent().put('/graphql').send({})
    expectRefusal(answer, 405, 'BAD_USER_INPUT')
    expect(answer.headers.allow).toBe('GET, HEAD, POST, OPTIONS')
  })

  it.each([
    ['nothing', ''],
    ['no JSON', '{"query":'],
    ['bytes that are no text', Buffer.from([0x22, 0xff, 0xfe, 0x22])],
    ['a number', '7'],
    ['a list', '[]'],
    ['a batch', '[{"query":"{ best { id } }"}]'],
    ['a query that is no text', '{"query":7}'],
    ['no query', '{"variables":{}}'],
    ['variables that are no object', '{"query":"{ best { id } }","variables":[1]}'],
    ['a parsed document as query', '{"query":{"kind":"Document"}}'],
  ])('answers %s with 400', async (_what, body) => {
    const answer = await post()
      .type('application/json')
      .serialize((raw: unknown) => raw as string)
      .send(body)
    expect(answer.status).toBe(400)
    expect(answer.body.errors[0].extensions.code).toMatch(/^BAD_(REQUEST|USER_INPUT)$/)
    expect(answer.text).not.toMatch(/\bat .*\.js|stack/)
  })

  it('survives JSON nested a hundred thousand deep', async () => {
    const deep = `{"query":"{ best { id } }","variables":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`
    expect((await post().type('json').send(deep)).status).toBeLessThan(500)
  })

  it.each(['application/graphql', 'application/xml', 'application/json; x, text/json'])(
    'refuses the content type %s',
    async (type) => {
      const answer = await post().set('content-type', type).set('apollo-require-preflight', '1').send('{}')
      if (answer.status !== 400) expectRefusal(answer, 415, 'BAD_USER_INPUT')
    },
  )

  it('does not send back a name of a megabyte', async () => {
    const answer = await post().send({ query: `{ ${'a'.repeat(900_000)} }` })
    expectRefusal(answer, 400, 'GRAPHQL_VALIDATION_FAILED')
    expect(answer.text.length).toBeLessThan(3_000)
  })

  it.each([
    [
      'a type of five thousand lists',
      `query ($a: ${'['.repeat(4_900)}ID${']'.repeat(4_900)}) { best { id } }`,
    ],
    ['data that would name its own type', '{ product(id: 1) { __typename: name id } }'],
  ])('refuses %s', async (_what, query) => {
    expectRefusal(await post().send({ query }), 400, 'GRAPHQL_VALIDATION_FAILED')
  })

  it('refuses a compressed body, which could be a bomb', async () => {
    const answer = await post().type('json').set('content-encoding', 'gzip').send('{}')
    expectRefusal(answer, 415, 'BAD_USER_INPUT')
  })

  it('takes a body of just under 1 MB and refuses a larger one', async () => {
    const body = (size: number) => JSON.stringify({ query: '{ best { id } }', pad: 'x'.repeat(size) })
    expect((await post().type('json').send(body(999_000))).status).toBe(200)
    expectRefusal(await post().type('json').send(body(1_000_001)), 413, 'BAD_USER_INPUT')
  })
})

describe('cross-site requests', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'nonsense',
    '',
  ])('refuses a POST as %p that a page could send without asking', async (type) => {
    const request = post().set('content-type', type)
    expectRefusal(await request.send('{"query":"mutation { sell(id: 1) { id } }"}'), 400, 'BAD_USER_INPUT')
  })

  it('refuses a GET without proof, and takes each proof', async () => {
    const get = () => agent().get('/graphql').query({ query: '{ best { id } }' })
    expectRefusal(await get(), 400, 'BAD_USER_INPUT')
    expect((await get().set('apollo-require-preflight', '1')).status).toBe(200)
    expect((await get().set('x-apollo-operation-name', 'Best')).status).toBe(200)
    expect((await get().set('content-type', 'application/json')).status).toBe(200)
  })

  it('lets pages of the listed origins ask and read, refusals too', async () => {
    const preflight = await agent()
      .options('/graphql')
      .set({ origin: PAGE, 'access-control-request-method': 'POST' })
    expect(preflight.status).toBe(204)
    expect(preflight.headers['access-control-allow-origin']).toBe(PAGE)
    expect(preflight.headers['access-control-allow-headers']).toMatch(/x-guest-cart-id.*x-tenant/)
    expect(preflight.headers['access-control-allow-credentials']).toBeUndefined()
    const refusal = await post()
      .set('origin', PAGE)
      .set('authorization', 'Bearer stale')
      .send({ query: '{ seen }' })
    expect(refusal.status).toBe(401)
    expect(refusal.headers['access-control-allow-origin']).toBe(PAGE)
    expect(refusal.headers['access-control-expose-headers']).toContain('x-guest-cart-id')
    expect(refusal.headers.vary).toBe('origin, accept-language')
  })

  it.each(['https://evil.example', 'null', `${PAGE}.evil.example`, 'http://shop.example'])(
    'gives the origin %s no permission',
    async (origin) => {
      const preflight = await agent()
        .options('/graphql')
        .set({ origin, 'access-control-request-method': 'POST' })
      expect(preflight.headers['access-control-allow-origin']).toBeUndefined()
      expect(preflight.headers['access-control-allow-headers']).toBeUndefined()
      const answer = await post().set('origin', origin).send({ query: '{ best { id } }' })
      expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    },
  )
})

describe('the request id', () => {
  it('is made for each request, and kept where a well-formed one comes in', async () => {
    const own = await seen('requestId')
    expect(own.headers['x-request-id']).toMatch(UUID)
    expect(own.body.data.seen.requestId).toBe(own.headers['x-request-id'])
    const kept = await seen('requestId').set('x-request-id', 'trace-0001')
    expect(kept.headers['x-request-id']).toBe('trace-0001')
    expect((await seen('requestId').set('x-request-id', 'a b"c')).headers['x-request-id']).toMatch(UUID)
  })
})

describe('the guest cart id', () => {
  it('is given to a guest, and kept when the guest brings it', async () => {
    const first = await seen('guestCartId guestCartIsNew')
    const id = first.headers['x-guest-cart-id'] ?? ''
    expect(id).toMatch(UUID)
    expect(first.body.data.seen).toEqual({ guestCartId: id, guestCartIsNew: true })
    const again = await seen('guestCartId guestCartIsNew').set('x-guest-cart-id', id)
    expect(again.headers['x-guest-cart-id']).toBe(id)
    expect(again.body.data.seen).toEqual({ guestCartId: id, guestCartIsNew: false })
  })

  it.each(['7', '../../7', 'ffffffff-ffff-ffff-ffff-ffffffffffffff'])('replaces %s', async (id) => {
    const answer = await seen('guestCartId').set('x-guest-cart-id', id)
    expect(answer.headers['x-guest-cart-id']).toMatch(UUID)
    expect(answer.headers['x-guest-cart-id']).not.toBe(id)
  })

  it('is not given to a signed-in caller', async () => {
    const answer = await seen('guestCartId').set('authorization', `Bearer ${GOOD_TOKEN}`)
    expect(answer.headers['x-guest-cart-id']).toBeUndefined()
    expect(answer.body.data.seen.guestCartId).toBeNull()
  })
})

describe('what the client says of itself', () => {
  it('drops a malformed trace and an unprintable client name', async () => {
    const answer = await seen('traceparent clientName')
      .set('traceparent', '00-00000000000000000000000000000000-b7ad6b7169203331-01')
      .set('apollographql-client-name', 'x'.repeat(101))
    expect(answer.body.data.seen).toEqual({ traceparent: null, clientName: null })
  })

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['6.6.6.6, 203.0.113.7, 127.0.0.9', '203.0.113.7'],
    ['203.0.113.7, garbage', '127.0.0.1'],
    ['2001:db8::1', '2001:db8::1'],
  ])('believes its trusted proxies about %s, and nothing left of them', async (forwarded, expected) => {
    const answer = await seen('clientAddress').set('x-forwarded-for', forwarded)
    expect(answer.body.data.seen.clientAddress.replace('::ffff:', '')).toBe(expected)
  })

  it('answers in English where no language of the client is spoken', async () => {
    expect((await seen('language').set('accept-language', 'es, pt;q=0.9')).body.data.seen.language).toBe('en')
    expect((await seen('language').set('accept-language', 'es, de;q=0.2')).body.data.seen.language).toBe('de')
  })
})
