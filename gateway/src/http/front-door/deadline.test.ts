import { createServer } from 'node:http'
import { describe, expect, it } from '@jest/globals'
import { listen } from '@ticketing/service-kit'
import { createExchange, inOrder } from '../exchange.js'
import { endAtDeadline, setDeadline } from './deadline.js'

describe('the deadline', () => {
  it('ends the work of a request, and only then', async () => {
    const steps = inOrder([setDeadline(20, Date.now), endAtDeadline(Date.now)])
    const server = createServer((request, response) => {
      const exchange = createExchange(request, response, '')
      void steps(exchange)
      const { signal, deadline } = exchange.call
      expect(signal.aborted).toBe(false)
      signal.addEventListener('abort', () => response.end(String(Date.now() >= deadline - 1)))
    })
    const { url, close } = await listen(server, { port: 0, host: '127.0.0.1' })
    expect(await (await fetch(url)).text()).toBe('true')
    await close()
  })

  it.each([
    ['a query ends with its client', false],
    ['a mutation goes on without its client, until the deadline', true],
  ])('%s', async (_what, outlivesClient) => {
    const steps = inOrder([setDeadline(200, Date.now), endAtDeadline(Date.now)])
    const leaving = new AbortController()
    const ended = new Promise<boolean>((resolve) => {
      const server = createServer((request, response) => {
        const exchange = createExchange(request, response, '')
        exchange.outlivesClient = outlivesClient
        void steps(exchange)
        const { signal, deadline } = exchange.call
        signal.addEventListener('abort', () => resolve(Date.now() >= deadline - 1))
        leaving.abort()
      })
      void listen(server, { port: 0, host: '127.0.0.1' }).then(async ({ url, close }) => {
        await fetch(url, { signal: leaving.signal }).catch(() => {})
        await ended
        await close()
      })
    })
    expect(await ended).toBe(outlivesClient)
  })
})
