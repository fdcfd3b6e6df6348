import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createLog } from '@ticketing/service-kit'
import { z } from 'zod'
import { noContent } from './parse-answer.js'
import type { BackendRequest } from './request.js'
import { aCall, connect, json, startTinyBackend, type TestClient } from './tiny-backend.js'

const whoAmI = z.object({ user: z.object({ email: z.string() }) })
const me: BackendRequest<z.infer<typeof whoAmI>> = { method: 'GET', route: '/api/users/me', answer: whoAmI }
const anything = z.looseObject({})
const get = (route: string): BackendRequest<z.infer<typeof anything>> => ({
  method: 'GET',
  route,
  answer: anything,
})

describe('createBackendClient', () => {
  it('sends a command as JSON, with what the call carries', async () => {
    await using backend = await startTinyBackend((_seen, response) => response.writeHead(204).end())
    await using client = connect(backend.url)
    const call = aCall({ token: '7|abc', language: 'de' })
    const request = { method: 'PATCH', route: '/api/cart/items/{product}', params: { product: 4 } } as const
    await client.send({ ...request, body: { quantity: 2 }, answer: noContent }, call)
    expect(backend.seen).toMatchObject([
      {
        method: 'PATCH',
        url: '/api/cart/items/4',
        body: '{"quantity":2}',
        headers: {
          accept: 'application/json',
          'accept-language': 'de',
          authorization: 'Bearer 7|abc',
          'content-type': 'application/json',
          'x-request-id': 'request-1',
        },
      },
    ])
  })

  it('sends signed bytes as they are, and forms as multipart', async () => {
    await using backend = await startTinyBackend((_seen, response) => json(response, 200, []))
    await using client = connect(backend.url)
    const post = { method: 'POST', route: '/api/payments/webhook', answer: z.array(z.never()) } as const
    const headers = { 'stripe-signature': 't=1,v1=ab' }
    await client.send({ ...post, body: Buffer.from('{ "a" :1}'), headers }, aCall())
    const form = new FormData()
    form.set('price', '12.50')
    await client.send({ ...post, body: form }, aCall())
    expect(backend.seen[0]).toMatchObject({ body: '{ "a" :1}', headers })
    expect(backend.seen[1]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
    expect(backend.seen[1]?.body).toContain('12.50')
  })

  it('keeps a path before the API', async () => {
    await using backend = await startTinyBackend((_seen, response) => json(response, 200, {}))
    await using client = connect(`${backend.url}/tickets/`)
    await client.send(get('/api/products'), aCall())
    expect(backend.seen[0]?.url).toBe('/tickets/api/products')
  })

  it.each(['nonsense', 'ftp://x', 'http://user:pass@host', 'http://host/?a=1'])(
    'refuses the base URL %s',
    (url) => {
      expect(() => connect(url)).toThrow('backend URL')
    },
  )

  it('sends nothing for an id that would leave its segment', async () => {
    await using backend = await startTinyBackend((_seen, response) => json(response, 200, {}))
    await using client = connect(backend.url)
    const request = { ...get('/api/products/{product}'), params: { product: '../users' } }
    await expect(client.send(request, aCall())).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
    expect(backend.seen).toEqual([])
  })

  it('maps a refusal by status and code', async () => {
    const body = {
      message: 'The given data was invalid',
      code: 'validation_error',
      errors: { per_page: ['Too many.'] },
    }
    await using backend = await startTinyBackend((_seen, response) => json(response, 422, body))
    await using client = connect(backend.url)
    await expect(client.send(get('/api/products'), aCall())).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      backendCode: 'validation_error',
      extensions: { fields: { per_page: ['Too many.'] } },
    })
    expect(client.logged).toEqual([])
  })

  it('follows no redirect', async () => {
    await using backend = await startTinyBackend((_seen, response) =>
      response.writeHead(302, { location: '/api/elsewhere' }).end(),
    )
    await using client = connect(backend.url)
    await expect(client.send(get('/api/products'), aCall())).rejects.toMatchObject({
      code: 'BACKEND_INVALID_RESPONSE',
      status: 302,
    })
    expect(backend.seen).toHaveLength(1)
  })

  it('stops reading an answer that is too large, announced or not', async () => {
    await using backend = await startTinyBackend(({ url }, response) => {
      const body = `{"a":"${'x'.repeat(5_000)}"}`
      if (url === '/announced') return response.setHeader('content-type', 'application/json').end(body)
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write(body.slice(0, 3_000))
      response.end(body.slice(3_000))
    })
    await using client = connect(backend.url, { maxAnswerBytes: 4_000 })
    for (const route of ['/announced', '/chunked']) {
      await expect(client.send(get(route), aCall())).rejects.toMatchObject({
        code: 'BACKEND_INVALID_RESPONSE',
      })
    }
  })

  it('refuses packed answers and answers of another type', async () => {
    await using backend = await startTinyBackend(({ url }, response) => {
      if (url === '/packed')
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      else response.writeHead(200, { 'content-type': 'text/html' })
      response.end('{}')
    })
    await using client = connect(backend.url)
    for (const route of ['/packed', '/page']) {
      await expect(client.send(get(route), aCall())).rejects.toMatchObject({
        code: 'BACKEND_INVALID_RESPONSE',
      })
    }
  })

  it('logs route and field of a fault, and neither values, ids, queries nor tokens', async () => {
    await using backend = await startTinyBackend((_seen, response) =>
      json(response, 200, { user: { email: 4711 } }),
    )
    await using client = connect(backend.url)
    const request = { ...me, route: '/api/users/{user}', params: { user: 815 }, query: { q: 'hunter2' } }
    await expect(client.send(request, aCall({ token: '7|secret' }))).rejects.toMatchObject({
      code: 'BACKEND_INVALID_RESPONSE',
    })
    expect(client.logged.join()).toContain('GET /api/users/{user}: not in the contract at user.email')
    expect(client.logged.join()).not.toMatch(/4711|815|hunter2|secret/)
  })

  it('counts by route template and status', async () => {
    await using backend = await startTinyBackend(({ url }, response) =>
      json(response, url.endsWith('1') ? 200 : 404, {}),
    )
    await using client = connect(backend.url)
    for (const product of [1, 2, 3]) {
      const request = { ...get('/api/products/{product}'), params: { product } }
      await client.send(request, aCall()).catch(() => {})
    }
    const text = await client.metrics.registry.metrics()
    const labels = 'method="GET",route="/api/products/{product}"'
    expect(text).toContain(`backend_calls_total{${labels},status="200"} 1`)
    expect(text).toContain(`backend_calls_total{${labels},status="404"} 2`)
    expect(text).toContain('backend_call_seconds_count')
  })

  it('takes the log of service-kit', async () => {
    await using backend = await startTinyBackend((_seen, response) => json(response, 200, {}))
    await using client = connect(backend.url, { log: createLog({ name: 'test', level: 'silent' }) })
    await expect(client.send(get('/'), aCall())).resolves.toEqual({})
  })

  it('ends an answer that stalls at the deadline of the call', async () => {
    await using backend = await startTinyBackend((_seen, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{')
    })
    await using client = connect(backend.url)
    const call = aCall({ deadline: Date.now() + 80 })
    await expect(client.send(get('/api/products'), call)).rejects.toMatchObject({ code: 'BACKEND_TIMEOUT' })
  })

  it('shortens the deadline to its own limit', async () => {
    await using backend = await startTinyBackend(() => {})
    await using client = connect(backend.url, { timeoutMs: 30 })
    await expect(client.send(get('/api/products'), aCall())).rejects.toMatchObject({
      code: 'BACKEND_TIMEOUT',
    })
  })

  it('aborts a query with its caller, down to the socket', async () => {
    const caller = new AbortController()
    let closed = () => {}
    const whenClosed = new Promise<void>((resolve) => {
      closed = resolve
    })
    await using backend = await startTinyBackend((_seen, response) => response.on('close', () => closed()))
    await using client = connect(backend.url)
    const query = client.send(get('/api/products'), aCall({ signal: caller.signal }))
    await backend.whenSeen(1)
    caller.abort()
    await expect(query).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
    await whenClosed
  })

  it('carries a command on although its caller has left', async () => {
    const caller = new AbortController()
    await using backend = await startTinyBackend((_seen, response) => {
      caller.abort()
      json(response, 201, { uuid: 'p' })
    })
    await using client = connect(backend.url)
    const command = {
      method: 'POST',
      route: '/api/payments',
      answer: z.object({ uuid: z.string() }),
    } as const
    await expect(client.send(command, aCall({ signal: caller.signal }))).resolves.toEqual({ uuid: 'p' })
  })
})

describe('createBackendClient, on a backend that fails', () => {
  it('repeats a GET whose connection was cut, and says so in its metrics', async () => {
    let cuts = 1
    await using backend = await startTinyBackend((_seen, response, request) => {
      if (cuts-- > 0) request.socket.destroy()
      else json(response, 200, {})
    })
    await using client = connect(backend.url)
    await expect(client.send(get('/api/products'), aCall())).resolves.toEqual({})
    expect(await client.metrics.registry.metrics()).toContain(
      'backend_retries_total{route="/api/products"} 1',
    )
  })

  it('repeats a GET whose answer broke off', async () => {
    let cuts = 2
    await using backend = await startTinyBackend((_seen, response, request) => {
      if (cuts === 0) return json(response, 200, { whole: true })
      const length = cuts === 2 ? { 'content-length': 50 } : {}
      response.writeHead(200, { 'content-type': 'application/json', ...length })
      response.write('{"a":', () => request.socket.destroy())
      cuts -= 1
    })
    await using client = connect(backend.url)
    await expect(client.send(get('/api/products'), aCall())).resolves.toEqual({ whole: true })
  })

  it('never repeats a command whose connection was cut, and says that its outcome is unknown', async () => {
    await using backend = await startTinyBackend((_seen, _response, request) => request.socket.destroy())
    await using client = connect(backend.url)
    const command = { method: 'POST', route: '/api/payments', body: {}, answer: anything } as const
    await expect(client.send(command, aCall())).rejects.toMatchObject({
      code: 'BACKEND_UNAVAILABLE',
      retryable: false,
      extensions: { outcomeUnknown: true },
    })
    expect(backend.seen).toHaveLength(1)
  })

  it('calls a command that never left retryable', async () => {
    const backend = await startTinyBackend(() => {})
    await backend[Symbol.asyncDispose]()
    await using client = connect(backend.url)
    const command = { method: 'POST', route: '/api/payments', body: {}, answer: anything } as const
    const error = await client.send(command, aCall()).catch((failure: unknown) => failure)
    expect(error).toMatchObject({ code: 'BACKEND_UNAVAILABLE', retryable: true, extensions: {} })
    expect(Object(error).publicMessage).not.toContain('127.0.0.1')
  })

  it('refuses at once after failures in a row, and recovers by a probe', async () => {
    const clock = { now: Date.now() }
    const dead = await startTinyBackend(() => {})
    await dead[Symbol.asyncDispose]()
    await using client = connect(dead.url, {
      now: () => clock.now,
      breaker: { failures: 3, coolDownMs: 1_000 },
    })
    const call = () => aCall({ deadline: clock.now + 10_000 })
    await expect(client.send(get('/a'), call())).rejects.toMatchObject({
      message: expect.stringContaining('ECONNREFUSED'),
    })
    await using backend = await startTinyBackend((_seen, response) => json(response, 200, {}), dead.port)
    await expect(client.send(get('/a'), call())).rejects.toMatchObject({
      code: 'BACKEND_UNAVAILABLE',
      retryable: true,
      message: expect.stringContaining('breaker is open'),
    })
    expect(backend.seen).toEqual([])
    clock.now += 1_000
    await expect(client.send(get('/a'), call())).resolves.toEqual({})
    await expect(client.send(get('/a'), call())).resolves.toEqual({})
  })

  it('takes what is not HTTP for an invalid answer', async () => {
    await using backend = await startTinyBackend((_seen, _response, request) =>
      request.socket.end('SSH-2.0-x\r\n\r\n'),
    )
    await using client = connect(backend.url)
    await expect(client.send(get('/a'), aCall())).rejects.toMatchObject({ code: 'BACKEND_INVALID_RESPONSE' })
  })

  it('is BACKEND_UNAVAILABLE once it is closed', async () => {
    await using backend = await startTinyBackend(() => {})
    const client = connect(backend.url)
    await client.close()
    await expect(client.send(get('/a'), aCall())).rejects.toMatchObject({ code: 'BACKEND_UNAVAILABLE' })
  })
})

describe('createBackendClient, sharing equal GETs', () => {
  let held: (() => void)[] = []
  let backend: Awaited<ReturnType<typeof startTinyBackend>>
  let client: TestClient

  beforeEach(async () => {
    held = []
    // Answers with the asker's own token, once it is told to.
    backend = await startTinyBackend(({ headers }, response) => {
      held.push(() => json(response, 200, { user: { email: headers.authorization ?? 'guest' } }))
    })
    client = connect(backend.url)
  })
  afterEach(async () => {
    await client.close()
    await backend[Symbol.asyncDispose]()
  })
  const release = async (requests: number) => {
    await backend.whenSeen(requests)
    for (const answer of held) answer()
  }

  it('never across callers: two users interleaved each get their own', async () => {
    const tokens = ['1|anna', '2|ben', '1|anna', '2|ben', null]
    const calls = tokens.map((token) => client.send(me, aCall({ token })))
    await release(3)
    const answers = await Promise.all(calls)
    expect(answers.map(({ user }) => user.email)).toEqual([
      'Bearer 1|anna',
      'Bearer 2|ben',
      'Bearer 1|anna',
      'Bearer 2|ben',
      'guest',
    ])
    expect(backend.seen).toHaveLength(3)
  })

  it('tells languages, queries and guest carts apart', async () => {
    const guestCartId = '7c9e6679-7425-40de-944b-e07fc1f90ae7'
    const calls = [
      client.send(me, aCall()),
      client.send(me, aCall({ language: 'fr' })),
      client.send(me, aCall({ guestCartId })),
      client.send({ ...me, query: { page: 2 } }, aCall()),
    ]
    await release(4)
    await Promise.all(calls)
    expect(backend.seen).toHaveLength(4)
  })

  it('gives every waiter a value of its own', async () => {
    const calls = [client.send(me, aCall()), client.send(me, aCall())]
    await release(1)
    const [one, other] = await Promise.all(calls)
    expect(one).toEqual(other)
    expect(one).not.toBe(other)
  })

  it('does not end one waiter when the other leaves', async () => {
    const leaver = new AbortController()
    const first = client.send(me, aCall({ signal: leaver.signal }))
    const second = client.send(me, aCall())
    await backend.whenSeen(1)
    leaver.abort()
    await expect(first).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
    await release(1)
    await expect(second).resolves.toEqual({ user: { email: 'guest' } })
  })

  it('does not end a patient waiter at the deadline of another', async () => {
    const hasty = client.send(me, aCall({ deadline: Date.now() + 50 }))
    const patient = client.send(me, aCall())
    await expect(hasty).rejects.toMatchObject({ code: 'BACKEND_TIMEOUT' })
    await release(1)
    await expect(patient).resolves.toEqual({ user: { email: 'guest' } })
  })

  it('asks for public data without token and cart, once for everybody', async () => {
    const request = { ...me, public: true }
    const guestCartId = '7c9e6679-7425-40de-944b-e07fc1f90ae7'
    const calls = [aCall({ token: '1|anna' }), aCall({ token: '2|ben' }), aCall({ guestCartId })].map(
      (call) => client.send(request, call),
    )
    await release(1)
    await expect(Promise.all(calls)).resolves.toHaveLength(3)
    expect(backend.seen).toHaveLength(1)
    expect(backend.seen[0]?.headers).not.toHaveProperty('authorization')
    expect(backend.seen[0]?.headers).not.toHaveProperty('x-guest-cart-id')
  })
})
