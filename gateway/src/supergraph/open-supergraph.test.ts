import { describe, expect, it } from '@jest/globals'
import { createLog, createMetrics } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'
import { parse } from 'graphql'
import { createTwoSubgraphs, SUPERGRAPH_SDL } from '../testing/two-subgraphs.js'
import type { LoadedSupergraph } from './loaded-supergraph.js'
import { openSupergraph } from './open-supergraph.js'

const WITH_TITLE = SUPERGRAPH_SDL.replace(
  'secret: String @join__field(graph: SHOP) @authenticated',
  'secret: String @join__field(graph: SHOP) @authenticated\n  title: String @join__field(graph: SHOP)',
)
const call = { language: 'en', requestId: 'r', signal: new AbortController().signal } as CallContext

const operation = (text: string) => ({ document: parse(text), operationName: null })

const fieldsOf = ({ schema }: LoadedSupergraph) => Object.keys(schema.getQueryType()?.getFields() ?? {})

async function start() {
  const { shop, reviews } = createTwoSubgraphs()
  const metrics = createMetrics()
  const supergraphs = await openSupergraph({
    supergraphSdl: SUPERGRAPH_SDL,
    transports: new Map([
      ['shop', shop],
      ['reviews', reviews],
    ]),
    log: createLog({ name: 'test', level: 'silent' }),
    metrics,
  })
  return { supergraphs, written: () => metrics.registry.metrics() }
}

describe('openSupergraph', () => {
  it('knows what clients see, what plans are made of, and how to plan', async () => {
    const { current } = (await start()).supergraphs
    expect(current.schema.getDirective('join__field')).toBeUndefined()
    expect(current.supergraph.getDirective('join__field')).toBeDefined()
    const { node } = current.plan(operation('{ products { name rating } }'))
    expect(node?.kind).toBe('Sequence')
  })

  it("writes the fields of the client's fragments out in every fetch", async () => {
    const { current } = (await start()).supergraphs
    const plan = current.plan(
      operation(
        '{ a: product(id: 1) { ...p } b: product(id: 2) { ...p } } fragment p on Product { id name }',
      ),
    )
    expect(JSON.stringify(plan)).not.toContain('...')
  })

  it('runs an operation on stock, counts it, and says in errors what stock leaves in extensions', async () => {
    const { supergraphs, written } = await start()
    const answer = await supergraphs.current.runOnStock(
      operation('query($id: ID!) { product(id: $id) { name rating } }'),
      { id: 3 },
      call,
    )
    expect(answer).toMatchObject({ data: { product: { name: 'Final 3', rating: 5 } } })
    const broken = await supergraphs.current.runOnStock(operation('{ broken }'), {}, call)
    expect(broken).toEqual({ data: null, errors: [expect.objectContaining({ path: ['broken'] })] })
    expect(await written()).toContain('gateway_stock_executions_total{node="none"} 2')
  })

  it('goes on with the old supergraph until the new one is loaded and made ready', async () => {
    const { supergraphs, written } = await start()
    const seen: string[][] = []
    supergraphs.beforeSwap(async (next) => {
      await new Promise(setImmediate)
      seen.push(fieldsOf(next), fieldsOf(supergraphs.current))
    })
    await supergraphs.replace(WITH_TITLE)
    expect(seen).toEqual([expect.arrayContaining(['title']), expect.not.arrayContaining(['title'])])
    expect(fieldsOf(supergraphs.current)).toContain('title')
    expect(await written()).toContain('gateway_supergraph_loads_total{outcome="served"} 2')
  })

  it('answers what was begun on the old supergraph', async () => {
    const { supergraphs } = await start()
    const old = supergraphs.current
    await supergraphs.replace(WITH_TITLE)
    expect(await old.runOnStock(operation('{ secret }'), {}, call)).toMatchObject({
      data: { secret: 'for the signed in' },
    })
  })

  it.each([
    ['cannot be parsed', 'type Query {', /Syntax Error/],
    ['is a plain schema', 'type Query { a: Int }', /names no subgraph/],
    ['names a subgraph that nobody runs', SUPERGRAPH_SDL.replace('name: "shop"', 'name: "store"'), /store$/],
    [
      'has no Query',
      SUPERGRAPH_SDL.replace('  query: Query\n', '').replaceAll(/\bQuery\b/g, 'Root'),
      /Unknown type "Query"/,
    ],
    [
      'uses an unknown type',
      SUPERGRAPH_SDL.replace('products: [Product!]', 'products: [Nothing!]'),
      /Nothing/,
    ],
    ['is empty', '', /Syntax Error/],
  ])('refuses a supergraph that %s, and goes on with the old one', async (_what, broken, reason) => {
    const { supergraphs, written } = await start()
    const { current } = supergraphs
    const refused = supergraphs.replace(broken)
    await expect(refused).rejects.toThrow(/^the supergraph cannot be served: /)
    await expect(refused).rejects.toThrow(reason)
    expect(supergraphs.current).toBe(current)
    expect(await written()).toContain('gateway_supergraph_loads_total{outcome="refused"} 1')
  })

  it('goes on with the old supergraph when the new one cannot be made ready', async () => {
    const { supergraphs } = await start()
    supergraphs.beforeSwap(async () => {
      throw new Error('no memory')
    })
    await expect(supergraphs.replace(WITH_TITLE)).rejects.toThrow('no memory')
    expect(fieldsOf(supergraphs.current)).not.toContain('title')
  })

  it('replaces one after the other, in the order asked, whatever becomes of the first', async () => {
    const { supergraphs } = await start()
    const steps: string[] = []
    supergraphs.beforeSwap(async (next) => {
      const name = fieldsOf(next).includes('title') ? 'new' : 'first'
      steps.push(`begin ${name}`)
      await new Promise(setImmediate)
      steps.push(`end ${name}`)
    })
    const all = [WITH_TITLE, 'broken', SUPERGRAPH_SDL].map((sdl) => supergraphs.replace(sdl))
    expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect(steps).toEqual(['begin new', 'end new', 'begin first', 'end first'])
  })

  it('takes no other supergraph once it is stopped', async () => {
    const { supergraphs } = await start()
    await supergraphs.stop()
    await expect(supergraphs.replace(WITH_TITLE)).rejects.toThrow('stopping')
  })
})
