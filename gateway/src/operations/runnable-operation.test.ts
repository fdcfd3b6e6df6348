import { afterEach, describe, expect, it } from '@jest/globals'
import { createLog, createMetrics } from '@ticketing/service-kit'
import type { Role } from '@ticketing/session'
import { guestCall, signedInCall } from '@ticketing/session/testing'
import { createViews } from '../access/audience-view.js'
import type { LoadedSupergraph } from '../supergraph/loaded-supergraph.js'
import { openSupergraph } from '../supergraph/open-supergraph.js'
import { createTwoSubgraphs, SUPERGRAPH_SDL } from '../testing/two-subgraphs.js'
import { RunnableOperation } from './runnable-operation.js'

const log = createLog({ name: 'test', level: 'silent' })

const callOf = (role: Role | null) => (role === null ? guestCall() : signedInCall({ role }))

let stop = async () => {}
afterEach(() => stop())

async function open(change: Partial<LoadedSupergraph> = {}) {
  const { shop, reviews, requests } = createTwoSubgraphs()
  const transports = new Map([
    ['shop', shop],
    ['reviews', reviews],
  ])
  const options = { supergraphSdl: SUPERGRAPH_SDL, transports, log, metrics: createMetrics() }
  const supergraphs = await openSupergraph(options)
  stop = () => supergraphs.stop()
  const supergraph = { ...supergraphs.current, ...change }
  const viewOf = createViews(supergraph.schema, supergraph.access, false)
  const refused: string[] = []
  const make = (text: string) =>
    new RunnableOperation(text, {
      supergraph,
      viewOf,
      suggests: false,
      log,
      onPlanned: () => {},
      onRefused: (rule, count) => refused.push(`${rule} ${count}`),
    })
  return { make, requests, refused }
}

const plain = (value: unknown) => JSON.parse(JSON.stringify(value))

describe('an operation that only stock can run', () => {
  const ON_STOCK = {
    plan: () =>
      ({ kind: 'QueryPlan', node: { kind: 'Defer' } }) as unknown as ReturnType<LoadedSupergraph['plan']>,
  }

  it('is filtered, and shows the schema of its caller, as any other', async () => {
    const { make, requests, refused } = await open(ON_STOCK)
    const text = '{ product(id: 3) { name rating } orders __type(name: "Product") { fields { name } } }'
    const operation = make(text)
    const { data, ...answer } = await operation.run({}, callOf(null))
    const fields = ['id', 'score', 'name'].map((name) => ({ name }))
    expect(plain(data)).toEqual({
      product: { name: 'Final 3', rating: null },
      orders: null,
      __type: { fields },
    })
    expect(answer.refused?.map(({ path }) => path)).toEqual([['product', 'rating'], ['orders']])
    expect(refused).toEqual(['signed in 1', 'ADMIN 1'])
    expect(requests.map(({ document }) => document).join()).not.toMatch(/rating|orders/)
    const ofUser = await operation.run({}, callOf('USER'))
    expect(plain(ofUser.data)).toMatchObject({ product: { rating: 5 }, orders: null })
  })
})

describe('an operation', () => {
  it('has as many plans as there are ways to see it', async () => {
    const { make } = await open()
    expect(make('{ best { id } }').plans).toBe(1)
    // A guest may not see the first, nor anybody but an admin the second.
    expect(make('{ best { id } secret }').plans).toBe(2)
    expect(make('{ best { id } orders }').plans).toBe(2)
    expect(make('{ best { id } secret orders }').plans).toBe(3)
    expect(make('{ __schema { types { name } } }').plans).toBe(4)
  })

  it('is another for each set of conditions: nothing is fetched that they leave out', async () => {
    const { make, requests } = await open()
    const operation = make(
      'query ($a: Boolean!, $b: Boolean = true) { product(id: 3) { name @skip(if: $a) score @include(if: $a) } products @skip(if: $b) { id } }',
    )
    const run = async (variables: Record<string, unknown>) => {
      const before = requests.length
      const { data, errors } = await operation.run(variables, callOf(null))
      const asked = requests.slice(before).map(({ document }) => document)
      return { data: plain(data ?? null), errors: errors?.length, asked: asked.join() }
    }
    const named = await run({ a: false })
    expect(named).toMatchObject({ data: { product: { name: 'Final 3' } } })
    expect(named.asked).not.toMatch(/score|products|@/)
    const scored = await run({ a: true })
    expect(scored).toMatchObject({ data: { product: { score: 1 } } })
    expect(scored.asked).not.toMatch(/\bname|products|@/)
    const products = [{ id: '1' }, { id: '2' }, { id: '3' }]
    expect(await run({ a: true, b: false })).toMatchObject({ data: { products } })
    for (const a of [null, 'yes', { toString: 1 }]) {
      expect(await run({ a })).toEqual({ data: null, errors: 1, asked: '' })
    }
    expect(operation.preparedFor).toHaveLength(4)
  })

  it('sends no command that its condition leaves out', async () => {
    const { make, requests } = await open()
    const operation = make('mutation ($no: Boolean!) { sell(id: 1) @skip(if: $no) { id } }')
    expect(await operation.run({ no: true }, callOf(null))).toEqual({ data: {} })
    expect(requests).toEqual([])
  })
})
