import { EventEmitter, once } from 'node:events'
import { request as send } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from '@jest/globals'
import supertest from 'supertest'
import type { SubgraphTransport } from '../execution/subgraph-transport.js'
import { createTestGateway, type TestDeps, type TestGateway } from '../testing/test-gateway.js'

const JSON_TYPE = { 'content-type': 'application/json' }

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one()
})

async function start(env: Record<string, string> = {}, deps: TestDeps = {}) {
  const test: TestGateway = await createTestGateway(env, deps)
  const { url, port } = await test.gateway.start()
  undo.push(() => test.gateway.close())
  return { ...test, url, port }
}

async function sendRaw(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(bytes)
  return text(socket)
}

describe('the public port', () => {
  it('is the base of links, unless PUBLIC_URL says otherwise', async () => {
    const query = { query: '{ seen { publicUrl } }' }
    const own = await start()
    expect((await supertest(own.url).post('/graphql').send(query)).body.data.seen.publicUrl).toBe(own.url)
    const behind = await start({ PUBLIC_URL: 'https://tickets.example/' })
    const { body } = await supertest(behind.url).post('/graphql').send(query)
    expect(body.data.seen.publicUrl).toBe('https://tickets.example')
    const everywhere = await start({ HOST: '0.0.0.0' })
    const wild = await supertest(`http://127.0.0.1:${everywhere.port}`).post('/graphql').send(query)
    expect(wild.body.data.seen.publicUrl).toBe(`http://localhost:${everywhere.port}`)
  })

  it('is one clear line when another program has it', async () => {
    const { port } = await start()
    const second = await createTestGateway({ PORT: String(port) })
    undo.push(() => second.gateway.close())
    await expect(second.gateway.start()).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken`)
  })

  it.each([
    ['garbage', 'nonsense\r\n\r\n', 400],
    [
      'headers of more than 32 KB',
      `GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`,
      431,
    ],
    [
      'two lengths',
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx',
      400,
    ],
  ])('answers %s with coded JSON and hangs up', async (_what, bytes, status) => {
    const { port } = await start()
    const answer = await sendRaw(port, bytes)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(answer).toContain('"code":"BAD_USER_INPUT"')
    expect(answer).toMatch(/\r\nx-request-id: [\w-]{36}\r\n/)
  })

  it('lives on when a client leaves in the middle of a body, and when one announces more than it sends', async () => {
    const { port, url } = await start()
    const socket = connect(port, '127.0.0.1')
    await new Promise<void>((resolve) => {
      socket.write(
        'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"que',
        () => resolve(),
      )
    })
    socket.destroy()
    expect((await supertest(url).get('/healthz')).status).toBe(200)
  })

  it('tells a running query that its client has left, and closes without waiting for it', async () => {
    const signals = new EventEmitter()
    const slow: SubgraphTransport = {
      execute({ call }) {
        call.signal.addEventListener('abort', () => signals.emit('left'))
        signals.emit('asked')
        return new Promise(() => {})
      },
    }
    const { port } = await start(
      {},
      {
        subgraphs: new Map([
          ['shop', slow],
          ['reviews', slow],
        ]),
      },
    )
    const [asked, left] = [once(signals, 'asked'), once(signals, 'left')]
    const client = send({ port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers: JSON_TYPE })
    client.on('error', () => {})
    client.end('{"query":"{ best { id } }"}')
    await asked
    client.destroy()
    await left
  })

  it('carries a command out whose client has left', async () => {
    const signals = new EventEmitter()
    const seen = new Map<boolean, AbortSignal>()
    const slow: SubgraphTransport = {
      execute({ call, document }) {
        const isCommand = document.startsWith('mutation')
        seen.set(isCommand, call.signal)
        call.signal.addEventListener('abort', () => signals.emit('left'))
        signals.emit(isCommand ? 'command' : 'query')
        return new Promise(() => {})
      },
    }
    const subgraphs = new Map([
      ['shop', slow],
      ['reviews', slow],
    ])
    const { port } = await start({}, { subgraphs })
    const sendAndLeave = async (query: string, asked: string) => {
      const arrived = once(signals, asked)
      const client = send({ port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers: JSON_TYPE })
      client.on('error', () => {})
      client.end(JSON.stringify({ query }))
      await arrived
      client.destroy()
    }
    await sendAndLeave('mutation { sell(id: 1) { id } }', 'command')
    const left = once(signals, 'left')
    await sendAndLeave('{ best { id } }', 'query')
    await left
    expect([seen.get(false)?.aborted, seen.get(true)?.aborted]).toEqual([true, false])
  })

  it('lets a running request end before it closes', async () => {
    const signals = new EventEmitter()
    const { reviews, shop } = await createTestGateway()
    const waiting: SubgraphTransport = {
      async execute(request) {
        signals.emit('asked')
        await once(signals, 'go')
        return reviews.execute(request)
      },
    }
    const { gateway } = await createTestGateway(
      {},
      {
        subgraphs: new Map([
          ['shop', shop],
          ['reviews', waiting],
        ]),
      },
    )
    const { url } = await gateway.start()
    const asked = once(signals, 'asked')
    const answer = supertest(url)
      .post('/graphql')
      .send({ query: '{ best { id } }' })
      .then(({ body }) => body)
    await asked
    const closed = gateway.close()
    signals.emit('go')
    expect(await answer).toEqual({ data: { best: { id: '2' } } })
    await closed
    await expect(fetch(`${url}/healthz`)).rejects.toThrow()
  })
})
