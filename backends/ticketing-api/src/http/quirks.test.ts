import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Bench, setUpBench } from '../testing/bench.js'

let bench: Bench
let time = Date.now()
beforeAll(async () => {
  bench = await setUpBench({ throttlePerMinute: 5 }, { now: () => new Date(time) })
})
afterAll(() => bench.close())

describe('a missing token', () => {
  it('is 401 for those who ask for JSON first, and 500 for all others', async () => {
    const callers: Record<string, string>[] = [
      { accept: 'application/json' },
      { accept: 'application/graphql-response+json, application/json' },
      { accept: '*/*', 'x-requested-with': 'XMLHttpRequest' },
      { accept: '*/*' },
      { accept: 'text/html' },
      { accept: 'application/pdf' },
    ]
    const statuses = await Promise.all(
      callers.map(async (headers) => (await fetch(`${bench.url}/api/users/me`, { headers })).status),
    )
    expect(statuses).toEqual([401, 401, 401, 500, 500, 500])
  })

  it('is any token that is not a good bearer', async () => {
    for (const authorization of ['Basic dXNlcjp4', 'Bearer 1|no', 'Bearer no', 'Bearer 999999999999|x'])
      expect((await bench.get('/api/users/me', { headers: { authorization } })).status).toBe(401)
  })
})

describe('paths and methods', () => {
  it('are 404 when unknown, and 405 when only the method is', async () => {
    expect((await bench.get('/api/nope')).at('code')).toBe('not_found')
    expect((await bench.call('DELETE', '/api/products')).at('code')).toBe('method_not_allowed')
    expect((await bench.call('PUT', '/api/products/1', { body: {} })).status).toBe(405)
    expect((await bench.get('/api/products/%E0%A4%A')).status).toBe(404)
    expect((await fetch(`${bench.url}/up`)).status).toBe(200)
    const head = await fetch(`${bench.url}/api/products`, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
  })
})

describe('other origins', () => {
  it('are all let in, and told no headers', async () => {
    const headers = { origin: 'https://elsewhere.example' }
    const reply = await bench.get('/api/products/1', { headers })
    expect(reply.headers.get('access-control-allow-origin')).toBe('https://elsewhere.example')
    expect(reply.headers.get('access-control-expose-headers')).toBeNull()
    const preflight = await bench.call('OPTIONS', '/api/products', {
      headers: { ...headers, 'access-control-request-method': 'DELETE' },
    })
    expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([204, 'DELETE'])
    expect(preflight.headers.get('access-control-max-age')).toBe('0')
  })
})

describe('the allowance of the sign-in routes', () => {
  it('is five a minute for all of them together, whatever the client says of its address', async () => {
    const tries = ['login', 'register', 'password/forgot', 'password/reset', 'email/resend']
    for (const [i, path] of tries.entries()) {
      const reply = await bench.post(`/api/auth/${path}`, '{"broken', {
        headers: { 'x-forwarded-for': `10.0.0.${i}` },
      })
      expect([reply.status, reply.headers.get('x-ratelimit-remaining')]).toEqual([422, String(4 - i)])
    }
    const refused = await bench.post('/api/auth/login', {})
    expect([refused.status, refused.at('code')]).toEqual([429, 'too_many_requests'])
    expect(refused.headers.get('retry-after')).toBeNull()
    expect(refused.headers.get('x-ratelimit-limit')).toBeNull()
    expect((await bench.get('/api/products/1')).status).toBe(200)
    time += 60_000
    expect((await bench.post('/api/auth/login', {})).status).toBe(422)
  })
})
