import { describe, expect, it } from '@jest/globals'
import { createLog } from '@ticketing/service-kit'
import { z } from 'zod'
import { noContent } from './parse-answer.js'
import type { BackendRequest } from './request.js'
import { aCall, connect, json, startTinyBackend } from './tiny-backend.js'

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
