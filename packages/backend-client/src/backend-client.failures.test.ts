import { describe, expect, it } from '@jest/globals'
import { z } from 'zod'
import type { BackendRequest } from './request.js'
import { aCall, connect, json, startTinyBackend } from './tiny-backend.js'

const anything = z.looseObject({})
const get = (route: string): BackendRequest<z.infer<typeof anything>> => ({
  method: 'GET',
  route,
  answer: anything,
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

  it('says so, too, when its caller has left meanwhile', async () => {
    const caller = new AbortController()
    await using backend = await startTinyBackend((_seen, _response, request) => {
      caller.abort()
      request.socket.destroy()
    })
    await using client = connect(backend.url)
    const command = { method: 'POST', route: '/api/payments', body: {}, answer: anything } as const
    await expect(client.send(command, aCall({ signal: caller.signal }))).rejects.toMatchObject({
      code: 'BACKEND_UNAVAILABLE',
      extensions: { outcomeUnknown: true },
    })
  })

  it('never repeats a GET that changes something', async () => {
    await using backend = await startTinyBackend((_seen, _response, request) => request.socket.destroy())
    await using client = connect(backend.url)
    const link = { ...get('/api/auth/email/change/verify'), changes: true }
    const answers = await Promise.allSettled([client.send(link, aCall()), client.send(link, aCall())])
    for (const answer of answers) {
      expect(answer).toMatchObject({ reason: { retryable: false, extensions: { outcomeUnknown: true } } })
    }
    expect(backend.seen).toHaveLength(2)
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

  it('refuses at once after time-outs in a row', async () => {
    const clock = { now: Date.now() }
    await using backend = await startTinyBackend(() => {
      clock.now += 2_000
    })
    await using client = connect(backend.url, {
      now: () => clock.now,
      timeoutMs: 400,
      breaker: { failures: 2, coolDownMs: 60_000 },
    })
    const call = () => aCall({ deadline: clock.now + 10_000 })
    for (const route of ['/a', '/b']) {
      await expect(client.send(get(route), call())).rejects.toMatchObject({ code: 'BACKEND_TIMEOUT' })
      // The layers below hear of it right after the caller does.
      await new Promise(setImmediate)
    }
    await expect(client.send(get('/c'), call())).rejects.toMatchObject({
      message: expect.stringContaining('breaker is open'),
    })
    expect(backend.seen).toHaveLength(2)
    expect(client.logged.filter((line) => line.includes('does not answer'))).toHaveLength(1)
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
