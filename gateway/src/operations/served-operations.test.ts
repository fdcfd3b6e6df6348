import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, describe, expect, it } from '@jest/globals'
import { createLog, createMetrics } from '@ticketing/service-kit'
import { signedInCall } from '@ticketing/session/testing'
import supertest from 'supertest'
import { audienceOf } from '../access/audience.js'
import type { SubgraphTransport } from '../execution/subgraph-transport.js'
import type { LoadedSupergraph } from '../supergraph/loaded-supergraph.js'
import { openSupergraph } from '../supergraph/open-supergraph.js'
import { createTestGateway } from '../testing/test-gateway.js'
import { createTwoSubgraphs, SUPERGRAPH_SDL } from '../testing/two-subgraphs.js'
import { type ServedOperations, serveOperations } from './served-operations.js'

const log = createLog({ name: 'test', level: 'silent' })
const call = signedInCall()
/** As the other, without `Query.secret`. */
const WITHOUT_SECRET = SUPERGRAPH_SDL.replace(/\n\s+secret: .*/, '')

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one()
})

async function serve(shop?: SubgraphTransport) {
  const metrics = createMetrics()
  const subgraphs = createTwoSubgraphs()
  const transports = new Map([
    ['shop', shop ?? subgraphs.shop],
    ['reviews', subgraphs.reviews],
  ])
  const supergraphs = await openSupergraph({ supergraphSdl: SUPERGRAPH_SDL, transports, log, metrics })
  undo.push(() => supergraphs.stop())
  const served = serveOperations({ supergraphs, introspection: 'full', log, metrics })
  const counted = async (name: string) => {
    const lines = (await metrics.registry.metrics()).split('\n')
    return Number(
      lines
        .find((line) => line.startsWith(`${name} `))
        ?.split(' ')
        .at(-1) ?? 0,
    )
  }
  const plans = () => counted('gateway_preparation_seconds_count{step="plan"}')
  const checks = () => counted('gateway_preparation_seconds_count{step="check"}')
  return { supergraphs, served, plans, checks, requests: subgraphs.requests }
}

const ask = async (served: ServedOperations, text: string, variables = {}, name: string | null = null) =>
  JSON.parse(JSON.stringify(await served().find(text, name, variables, audienceOf(call)).run(call)))

describe('operations', () => {
  it('are planned once, however they are written', async () => {
    const { served, plans, checks } = await serve()
    for (const id of ['1', '2', '3']) {
      const answer = { data: { product: { name: `Final ${id}` } } }
      expect(await ask(served, `{ product(id: "${id}") { name } }`)).toEqual(answer)
      expect(await ask(served, `{\n product(id: "${id}") { name } # ${id}\n}`)).toEqual(answer)
      expect(await ask(served, `{ product(id: ${id}) { name } } fragment Unused on Product { id }`)).toEqual(
        answer,
      )
    }
    expect([await checks(), await plans()]).toEqual([9, 1])
    await ask(served, '{ product(id: "1") { name } }')
    expect([await checks(), await plans()]).toEqual([9, 1])
  })

  it('of one document are kept apart', async () => {
    const { served, plans } = await serve()
    const text = 'query A { best { id } } query B { products { id } }'
    expect(await ask(served, text, {}, 'A')).toEqual({ data: { best: { id: '2' } } })
    expect((await ask(served, text, {}, 'B')).data.products).toHaveLength(3)
    expect(await plans()).toBe(2)
  })

  it('are not planned where they are invalid or ask for too much', async () => {
    const { served, plans } = await serve()
    const aliases = Array.from({ length: 21 }, (_, index) => `a${index}: best { id }`).join(' ')
    for (const text of ['{ nonsense }', `{ ${aliases} }`]) {
      await expect(ask(served, text)).rejects.toThrow()
      await expect(ask(served, text)).rejects.toThrow()
    }
    expect(await plans()).toBe(0)
  })
})

describe('a new supergraph', () => {
  it('is served with its operations planned before, those that are valid in it', async () => {
    const { supergraphs, served, plans } = await serve()
    await ask(served, '{ best { id } }')
    await ask(served, '{ secret }')
    await ask(served, '{ products { name rating } }')
    expect(await plans()).toBe(3)
    await supergraphs.replace(WITHOUT_SECRET)
    expect(await plans()).toBe(5)
    expect(
      served()
        .texts()
        .map(({ text }) => text),
    ).toEqual(['{ products { name rating } }', '{ best { id } }'])
    expect((await ask(served, '{ best { id } }')).data).toEqual({ best: { id: '2' } })
    expect(await plans()).toBe(5)
    await expect(ask(served, '{ secret }')).rejects.toThrow('Cannot query field "secret"')
  })

  it('leaves a request that has begun on the old one', async () => {
    let goOn = () => {}
    const { shop } = createTwoSubgraphs()
    const waiting: SubgraphTransport = {
      execute: (request) =>
        new Promise((resolve) => {
          goOn = () => resolve(shop.execute(request))
        }),
    }
    const { supergraphs, served } = await serve(waiting)
    const answer = ask(served, '{ products { name rating } secret }')
    await supergraphs.replace(WITHOUT_SECRET)
    expect(() => served().find('{ secret }', null, {}, 'GUEST')).toThrow()
    goOn()
    const { data } = await answer
    expect([data.secret, data.products[0]]).toEqual(['for the signed in', { name: 'Final 1', rating: 3 }])
  })

  it('that is broken is refused, and the old one goes on with what it has planned', async () => {
    const { supergraphs, served, plans } = await serve()
    await ask(served, '{ best { id } }')
    const known = served()
    for (const broken of ['', 'type Query { a: Int }', SUPERGRAPH_SDL.replaceAll('"reviews"', '"nobody"')]) {
      await expect(supergraphs.replace(broken)).rejects.toThrow()
    }
    expect(served()).toBe(known)
    expect((await ask(served, '{ best { id } }')).data).toEqual({ best: { id: '2' } })
    expect(await plans()).toBe(1)
  })

  it('serves requests while operations are planned again', async () => {
    const { supergraphs, served } = await serve()
    for (let index = 0; index < 20; index++) await ask(served, `{ a${index}: best { id } }`)
    const old = supergraphs.current
    const seen = new Set<LoadedSupergraph>()
    const swapped = supergraphs.replace(WITHOUT_SECRET)
    let isSwapped = false
    void swapped.then(() => {
      isSwapped = true
    })
    while (!isSwapped) {
      await nextTurn()
      seen.add(supergraphs.current)
      expect((await ask(served, '{ best { id } }')).data).toEqual({ best: { id: '2' } })
    }
    expect(seen).toContain(old)
  })
})

describe('the metrics', () => {
  it('tell how often and for how long operations are prepared', async () => {
    const { gateway } = await createTestGateway()
    undo.push(() => gateway.close())
    await supertest(gateway.handler).post('/graphql').send({ query: '{ best { id } }' })
    const { text } = await supertest(gateway.handler).get('/metrics')
    expect(text).toContain('gateway_preparation_seconds_count{step="check"} 1')
    expect(text).toContain('gateway_preparation_seconds_count{step="plan"} 1')
    expect(text).toContain('# TYPE gateway_evicted_operations_total counter')
  })
})
