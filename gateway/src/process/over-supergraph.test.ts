import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createLog, createMetrics, createStop } from '@ticketing/service-kit'
import supertest from 'supertest'
import { readProcessSettings } from '../settings.js'
import { withoutAccessDirectives } from '../supergraph/strip-access.js'
import { createLogLines } from '../testing/log-lines.js'
import { located, servePlain, startTwoServers, type TwoServers } from '../testing/plain-subgraph.js'
import { SUBGRAPH_SECRET, serveSealed } from '../testing/sealed-subgraph.js'
import { SUPERGRAPH_SDL } from '../testing/two-subgraphs.js'
import { openGatewayOverSupergraph } from './over-supergraph.js'

const SERVED = 'the changed supergraph is served'
const PUBLIC_SDL = withoutAccessDirectives(SUPERGRAPH_SDL)

let file: string
let undo: (() => Promise<unknown>)[]
beforeEach(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'over-supergraph-'))
  file = path.join(folder, 'supergraph.graphql')
  undo = [() => rm(folder, { recursive: true })]
})
afterEach(async () => {
  for (const one of undo.reverse()) await one()
})

async function startServers(serve = servePlain): Promise<TwoServers> {
  const servers = await startTwoServers(serve)
  undo.push(servers.shop.close, servers.reviews.close)
  return servers
}

async function open(env: Record<string, string> = {}) {
  const settings = readProcessSettings({ SUPERGRAPH_PATH: file, ...env })
  if (!('SUPERGRAPH_PATH' in settings)) throw new Error('these are the settings of the platform')
  const logged = createLogLines()
  const log = createLog({ name: 'test', level: 'info', destination: { write: logged.add } })
  const stop = createStop({ log, timeoutMs: 10_000 })
  undo.push(() => stop.now('the test is over'))
  const gateway = await openGatewayOverSupergraph({ settings, log, stop, metrics: createMetrics() })
  stop.on('gateway', () => gateway.close())
  const agent = () => supertest(gateway.handler)
  return { agent, ask: (query: string) => agent().post('/graphql').send({ query }), logged }
}

describe('the gateway over any supergraph', () => {
  it('has none of the routes of the platform', async () => {
    await writeFile(file, located(PUBLIC_SDL, await startServers()))
    const { agent } = await open()
    expect((await agent().post('/webhooks/stripe').send({})).status).toBe(404)
    expect((await agent().get('/files/qr-codes/qr_x.png')).status).toBe(404)
    expect((await agent().get('/playground/')).status).toBe(404)
    expect((await agent().get('/readyz')).body).toEqual({
      ok: true,
      checks: { 'subgraph shop': 'ok', 'subgraph reviews': 'ok' },
    })
  })

  it('asks a subgraph where the file, or else a setting, says', async () => {
    const servers = await startServers()
    await writeFile(file, located(PUBLIC_SDL, servers))
    const elsewhere = await startServers()
    const { ask } = await open({ SUBGRAPH_URL_REVIEWS: `${elsewhere.reviews.url}/graphql` })
    const best = { data: { best: { id: '2', name: 'Final 2' } } }
    expect((await ask('{ best { id name } }')).body).toEqual(best)
    expect([servers.shop, servers.reviews, elsewhere.reviews].map(({ seen }) => seen.length)).toEqual([
      1, 0, 1,
    ])
  })

  it('follows the file to another place of a subgraph, whose readiness then counts', async () => {
    const servers = await startServers()
    await writeFile(file, located(PUBLIC_SDL, servers))
    const { agent, ask, logged } = await open()
    const moved = await startServers()
    await writeFile(`${file}.new`, located(PUBLIC_SDL, { ...servers, reviews: moved.reviews }))
    await rename(`${file}.new`, file)
    await logged.until(SERVED)
    await servers.reviews.close()
    expect((await ask('{ best { id } }')).body).toEqual({ data: { best: { id: '2' } } })
    expect((await agent().get('/readyz')).status).toBe(200)
    await moved.reviews.close()
    expect((await agent().get('/readyz')).status).toBe(503)
  })

  it('passes on of the client what it is told to, and by itself nothing', async () => {
    const servers = await startServers()
    await writeFile(file, located(PUBLIC_SDL, servers))
    const sent = async ({ ask }: Awaited<ReturnType<typeof open>>) => {
      await ask('{ mine }').set('authorization', 'Bearer x').set('x-tenant', 'a').expect(200)
      return servers.shop.seen.at(-1)?.headers
    }
    const bare = await sent(await open())
    expect(bare).not.toHaveProperty('authorization')
    expect(bare).not.toHaveProperty('x-ticketing-call')
    const told = await sent(await open({ FORWARD_HEADERS: 'Authorization' }))
    expect(told).toMatchObject({ authorization: 'Bearer x' })
    expect(told).not.toHaveProperty('x-tenant')
  })

  it('takes everybody for a guest, and keeps from them what the supergraph keeps, also when it changes', async () => {
    const servers = await startServers()
    await writeFile(file, located(PUBLIC_SDL, servers))
    const { ask, logged } = await open()
    const query = '{ product(id: 3) { name rating } secret mine }'
    const seen = { product: { name: 'Final 3', rating: 5 }, secret: 'for the signed in', mine: null }
    expect((await ask(query)).body).toEqual({ data: seen })
    await writeFile(file, located(SUPERGRAPH_SDL, servers))
    await logged.until(SERVED)
    const { body } = await ask(query).set('authorization', 'Bearer anything')
    expect(body.data).toEqual({ product: { name: 'Final 3', rating: null }, secret: null, mine: null })
    expect(body.errors).toMatchObject([
      { path: ['product', 'rating'], extensions: { code: 'UNAUTHENTICATED', rule: 'signed in' } },
      { path: ['secret'], extensions: { code: 'UNAUTHENTICATED', rule: 'signed in' } },
      { path: ['mine'], extensions: { code: 'UNAUTHENTICATED', rule: 'owner or ADMIN' } },
    ])
    expect(servers.reviews.seen).toHaveLength(1)
  })

  it('reaches subgraphs that take sealed calls', async () => {
    await writeFile(file, located(SUPERGRAPH_SDL, await startServers(serveSealed)))
    const { ask } = await open({ SUBGRAPH_SECRET })
    expect((await ask('{ seen { userId } }')).body).toEqual({ data: { seen: { userId: null } } })
  })

  it.each([
    ['is not there', null, /^SUPERGRAPH_PATH: .*ENOENT/],
    ['cannot be parsed', 'type', /^SUPERGRAPH_PATH: Syntax Error/],
    ['is no supergraph', 'type Query { a: Int }', /names no subgraph/],
    [
      'says nowhere where a subgraph is',
      PUBLIC_SDL.replace('http://127.0.0.1:4501/graphql', ''),
      /^SUBGRAPH_URL_SHOP: is not set/,
    ],
    [
      'says something else than a URL',
      PUBLIC_SDL.replace('http://127.0.0.1:4501/graphql', 'shop'),
      /^SUBGRAPH_URL_SHOP: .* no http URL/,
    ],
  ])('does not start when the file %s', async (_what, content, complaint) => {
    if (content !== null) await writeFile(file, content)
    await expect(open()).rejects.toThrow(complaint)
  })
})
