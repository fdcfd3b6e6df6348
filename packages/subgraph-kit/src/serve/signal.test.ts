import { once } from 'node:events'
import { createServer, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { signalFor } from './signal.js'

const server = createServer()

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

/** A request that is not answered, and a way to end it. */
async function ask(): Promise<{ response: ServerResponse; leave(): void }> {
  const asked = once(server, 'request')
  const client = request({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' })
  client.on('error', () => undefined)
  client.end()
  const [, response] = (await asked) as [unknown, ServerResponse]
  return { response, leave: () => client.destroy() }
}

describe('signalFor', () => {
  it('aborts a query whose client goes away', async () => {
    const { response, leave } = await ask()
    const signal = signalFor(response, { query: '{ a }', leftMs: 60_000 })
    const aborted = once(signal, 'abort')
    leave()
    await aborted
    expect(signal.aborted).toBe(true)
  })

  it('lets a mutation go on whose client goes away', async () => {
    const { response, leave } = await ask()
    const signal = signalFor(response, { query: '\n mutation A { a }', leftMs: 60_000 })
    const closed = once(response, 'close')
    leave()
    await closed
    expect(signal.aborted).toBe(false)
  })

  it.each(['{ a }', 'mutation { a }'])('aborts %s when no time is left', async (query) => {
    const { response, leave } = await ask()
    const signal = signalFor(response, { query, leftMs: 1 })
    await once(signal, 'abort')
    expect(signal.aborted).toBe(true)
    leave()
  })

  it('leaves an answered request alone, and a far deadline too', async () => {
    const { response } = await ask()
    const signal = signalFor(response, { query: '{ a }', leftMs: Number.MAX_SAFE_INTEGER })
    const closed = once(response, 'close')
    response.end()
    await closed
    expect(signal.aborted).toBe(false)
  })
})
