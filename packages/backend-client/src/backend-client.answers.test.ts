import { describe, expect, it } from '@jest/globals'
import { z } from 'zod'
import type { BackendRequest } from './request.js'
import { aCall, connect, json, startTinyBackend } from './tiny-backend.js'

const whoAmI = z.object({ user: z.object({ email: z.string() }) })
const me: BackendRequest<z.infer<typeof whoAmI>> = { method: 'GET', route: '/api/users/me', answer: whoAmI }
const anything = z.looseObject({})
const get = (route: string): BackendRequest<z.infer<typeof anything>> => ({
  method: 'GET',
  route,
  answer: anything,
})

describe('createBackendClient, on answers outside the contract', () => {
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
})
