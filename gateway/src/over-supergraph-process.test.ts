import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import supertest from 'supertest'
import { withoutAccessDirectives } from './supergraph/strip-access.js'
import { startGatewayProcess } from './testing/gateway-process.js'
import { located, startTwoServers } from './testing/plain-subgraph.js'
import { SUPERGRAPH_SDL } from './testing/two-subgraphs.js'

const PUBLIC_SDL = withoutAccessDirectives(SUPERGRAPH_SDL)

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one()
})

async function start() {
  const folder = await mkdtemp(path.join(tmpdir(), 'gateway-process-'))
  const servers = await startTwoServers()
  undo.push(() => rm(folder, { recursive: true }), servers.shop.close, servers.reviews.close)
  const file = path.join(folder, 'supergraph.graphql')
  const write = (supergraphSdl: string) => writeFile(file, located(supergraphSdl, servers))
  await write(PUBLIC_SDL.replace(/^ {2}mine: .*\n/m, ''))
  const gateway = startGatewayProcess({ PORT: '0', SUPERGRAPH_PATH: file })
  undo.push(gateway.end)
  return { gateway, servers, write, url: await gateway.url() }
}

describe('the gateway as a process over any supergraph', () => {
  it('needs the file only, follows it, outlives a subgraph, and leaves cleanly', async () => {
    const { gateway, servers, write, url } = await start()
    const post = (query: string, at = '/graphql') => supertest(url).post(at).send({ query })
    const get = (query: string, at: string) =>
      supertest(url).get(at).query({ query }).set('apollo-require-preflight', '1')
    const query = '{ products { name rating } }'
    for (const at of ['/graphql', '/']) {
      for (const { status, body } of [await post(query, at), await get(query, at)]) {
        expect([status, body.data.products[2]]).toEqual([200, { name: 'Final 3', rating: 5 }])
      }
    }

    expect((await post('{ mine }')).status).toBe(400)
    await write(PUBLIC_SDL)
    await gateway.logged.until('the changed supergraph is served')
    expect((await post('{ mine }')).body).toEqual({ data: { mine: null } })
    await write(PUBLIC_SDL.slice(0, -40))
    const refused = await gateway.logged.until('the changed supergraph is not served: the old one still is')
    expect(refused.reason).toContain('Syntax Error')
    expect((await post('{ mine }')).body).toEqual({ data: { mine: null } })

    await servers.reviews.close()
    const { status, body, text } = await post('{ product(id: 1) { name rating } }')
    expect([status, body.data]).toEqual([200, { product: { name: 'Final 1', rating: null } }])
    expect(body.errors).toMatchObject([
      {
        path: ['product', 'rating'],
        extensions: { code: 'SERVICE_UNAVAILABLE', service: 'reviews', retryable: true },
      },
    ])
    expect(text).not.toMatch(/127\.0\.0\.1|ECONN|http:/)

    gateway.signal('SIGTERM')
    expect(await gateway.exited).toEqual([0, null])
  })
})
