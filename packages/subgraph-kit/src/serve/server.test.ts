import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CALL_HEADER, createCallSeal } from '@ticketing/session'
import { guestCall } from '@ticketing/session/testing'
import { buildSchema } from 'graphql'
import { startSubgraphServer } from './server.js'

const seal = createCallSeal({ secret: 'shared by gateway and subgraphs', now: Date.now })
const TOO_LARGE = {
  errors: [{ message: 'The request is too large.', extensions: { code: 'BAD_USER_INPUT' } }],
}

const call = () => guestCall({ deadline: Date.now() + 10_000 })

let executed = 0
let server: Awaited<ReturnType<typeof startSubgraphServer>>

beforeAll(async () => {
  const sdl = 'type Query { a: Int }'
  const subgraph = {
    name: 'shop',
    sdl,
    schema: buildSchema(sdl),
    execute: async () => {
      executed += 1
      return { data: { a: 1 } }
    },
    close: async () => undefined,
  }
  server = await startSubgraphServer(subgraph, {
    port: 0,
    host: '127.0.0.1',
    seal: createCallSeal({ secret: 'shared by gateway and subgraphs', now: Date.now }),
    now: Date.now,
    routes: { '/hook': async ({ body }) => ({ status: 200, body: String(body.length) }) },
  })
})
afterAll(() => server.close())

async function post(path: string, body: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}${path}`, { method: 'POST', body, headers })
  return { status: response.status, answer: (await response.json()) as unknown }
}

describe('startSubgraphServer', () => {
  it('carries out a sealed request once, however often it is sent', async () => {
    const body = JSON.stringify({ query: '{ a }' })
    const sealed = await seal.seal(call(), { audience: 'shop', body })
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => post('/graphql', body, { [CALL_HEADER]: sealed })),
    )
    answers.push(await post('/graphql', body, { [CALL_HEADER]: sealed }))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(6).fill(401)])
    expect(answers.find(({ status }) => status === 401)?.answer).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    })
    expect(executed).toBe(1)
    const again = await seal.seal(call(), { audience: 'shop', body })
    expect((await post('/graphql', body, { [CALL_HEADER]: again })).status).toBe(200)
  })

  it('shows no metrics unless it is given some', async () => {
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404)
  })

  it.each(['/graphql', '/hook'])(
    'answers 413 on %s, closes that connection and takes another',
    async (path) => {
      const sent = request(`${server.url}${path}`, { method: 'POST' })
      sent.end('x'.repeat(3_000_000))
      const [response] = await once(sent, 'response')
      expect(response.statusCode).toBe(413)
      expect(response.headers.connection).toBe('close')
      expect(JSON.parse(await text(response))).toEqual(TOO_LARGE)
      expect(await post('/hook', 'abc')).toEqual({ status: 200, answer: 3 })
    },
  )

  it('does not read for ever: a body that does not end is answered and cut', async () => {
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname)
    // Who sends on while the other side closes may not get to read the answer.
    socket.on('error', () => undefined)
    const closed = new Promise((resolve) => socket.once('close', resolve))
    let answer = ''
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      answer += chunk
    })
    socket.write('POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 900000000\r\n\r\n')
    const more = () => {
      while (!socket.destroyed && socket.write('x'.repeat(100_000)));
    }
    socket.on('drain', more)
    more()
    await closed
    expect(answer === '' || answer.startsWith('HTTP/1.1 413 ')).toBe(true)
    expect((await post('/hook', 'abc')).status).toBe(200)
  })

  it('refuses headers beyond its limit', async () => {
    const answered = fetch(`${server.url}/healthz`, { headers: { 'x-long': 'x'.repeat(17_000) } })
    expect((await answered).status).toBe(431)
  })
})
