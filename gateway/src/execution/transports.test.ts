import { once } from 'node:events'
import { afterEach, describe, expect, it } from '@jest/globals'
import { createLog, createMetrics } from '@ticketing/service-kit'
import { type CallContext, createCallSeal } from '@ticketing/session'
import { guestCall } from '@ticketing/session/testing'
import { createSubgraphFetch } from '../supergraph/subgraph-fetch.js'
import { startHttpDouble } from '../testing/http-double.js'
import { frozenFetch, ourAnswer } from '../testing/library.js'
import { plain } from '../testing/scripted-fetch.js'
import { SUBGRAPH_SECRET, serveSealed } from '../testing/sealed-subgraph.js'
import { answerOf, type World } from '../testing/three-subgraphs.js'
import { createTwoSubgraphs } from '../testing/two-subgraphs.js'
import type { Fetch } from './execute-plan.js'
import { createHttpTransport } from './http-transport.js'
import { createFetchMeasure } from './measured.js'
import type { SubgraphTransport } from './subgraph-transport.js'
import { withDeadline } from './with-deadline.js'

type Execute = SubgraphTransport['execute']

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one()
})

const inThisProcess = async (execute: Execute): Promise<SubgraphTransport> => ({ execute })

async function overHttp(execute: Execute): Promise<SubgraphTransport> {
  const double = await startHttpDouble(serveSealed('shop', { execute }))
  const seal = createCallSeal({ secret: SUBGRAPH_SECRET, now: Date.now })
  const transport = createHttpTransport({ name: 'shop', url: `${double.url}/graphql`, seal })
  undo.push(
    () => double.close(),
    () => transport.close(),
  )
  return transport
}

const callOf = (changes: Partial<CallContext> = {}) =>
  guestCall({ deadline: Date.now() + 20_000, publicUrl: 'http://127.0.0.1:4000', ...changes })

const SHOP = { service: 'shop', document: '{ seen { userId } }', operationName: null }
const COMMAND = { ...SHOP, document: 'mutation { sell(id: 1) { id } }' }

describe.each([
  ['in this process', inThisProcess],
  ['over HTTP', overHttp],
])('a subgraph %s', (_where, reach) => {
  /** As the gateway reaches it. */
  async function fetchFrom(execute: Execute, call = callOf(), metrics = createMetrics()): Promise<Fetch> {
    const bounded = withDeadline('shop', await reach(execute))
    const transport = createFetchMeasure(metrics, Date.now)('shop', bounded)
    return createSubgraphFetch(
      new Map([['shop', transport]]),
      call,
      createLog({ name: 't', level: 'silent' }),
    )
  }

  it('gets the operation, its name, the variables and the caller', async () => {
    const { shop } = createTwoSubgraphs()
    const call = callOf({
      language: 'de',
      caller: { sessionId: 's', userId: 7, role: 'USER', backendToken: 't' },
    })
    const fetch = await fetchFrom(shop.execute, call)
    const document = `query A { broken } query B($id: ID!) {
      product(id: $id) { id name } none: product(id: "9") { id } products { id } seen { userId language deadline }
    }`
    const { data, errors } = await fetch({ service: 'shop', document, operationName: 'B' }, { id: '2' })
    expect(plain(data)).toEqual({
      product: { id: '2', name: 'Final 2' },
      none: null,
      products: [{ id: '1' }, { id: '2' }, { id: '3' }],
      seen: { userId: 7, language: 'de', deadline: call.deadline },
    })
    expect(errors).toBeUndefined()
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'gives the answers that a plan needs, entities included: world %i',
    async (seed) => {
      const world: World = { seed, faults: seed % 2 === 0 ? 20 : 0 }
      const execute: Execute = async ({ document, operationName, variables }) =>
        answerOf(world, String(operationName), { document, variables: variables ?? {} })
      const direct = await fetchFrom(execute)
      // One server plays the three: the operation's name tells it whom.
      const fetch: Fetch = ({ service, document }, variables) =>
        direct(
          {
            service: 'shop',
            document: document
              .replace(/^(query|mutation)\b/, `$1 ${service}`)
              .replace(/^\{/, `query ${service} {`),
            operationName: service,
          },
          variables,
        )
      const request = {
        document:
          '{ books { title score cost(zone: 2) author { name wish { id } } } media { blurb ... on Film { fits } } maker { plants { city } } }',
        variables: {},
      }
      const expected = await ourAnswer(request, frozenFetch(world))
      const answer = await ourAnswer(request, fetch)
      expect(plain(answer.data)).toEqual(plain(expected.data))
      expect(answer.errors?.map(({ path }) => path)).toEqual(expected.errors?.map(({ path }) => path))
    },
  )

  it('gives back errors as the subgraph wrote them', async () => {
    const fetch = await fetchFrom(createTwoSubgraphs().shop.execute)
    const { data, errors } = await fetch({ ...SHOP, document: '{ fail(how: "coded") }' }, {})
    expect(plain(data)).toEqual({ fail: null })
    expect(plain(errors)).toMatchObject([
      { message: 'Somebody was faster.', path: ['fail'], extensions: { code: 'CONFLICT', service: 'shop' } },
    ])
  })

  it('gives a long answer whole', async () => {
    const text = 'é'.repeat(2_000_000)
    const fetch = await fetchFrom(async () => ({ data: { text } }))
    const { data } = await fetch(SHOP, {})
    expect((data as { text: string }).text === text).toBe(true)
  })

  it('hears when nobody waits for a query any more', async () => {
    const client = new AbortController()
    const heard = new AbortController()
    const fetch = await fetchFrom(
      ({ call }) =>
        new Promise(() => {
          call.signal.addEventListener('abort', () => heard.abort())
          client.abort()
        }),
      callOf({ signal: client.signal }),
    )
    const { data, errors } = await fetch(SHOP, {})
    expect(data).toBeUndefined()
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true } })
    if (!heard.signal.aborted) await once(heard.signal, 'abort')
  })

  it.each([
    [SHOP, { retryable: true }],
    [COMMAND, { retryable: false, outcomeUnknown: true }],
  ])('is not waited for beyond the deadline: %p', async (operation, extensions) => {
    const fetch = await fetchFrom(() => new Promise(() => {}), callOf({ signal: AbortSignal.timeout(50) }))
    expect(await fetch(operation, {})).toEqual({
      errors: [
        {
          message: 'The shop service does not answer.',
          extensions: { code: 'SERVICE_UNAVAILABLE', service: 'shop', ...extensions },
        },
      ],
    })
  })

  it('is not asked when nobody waits', async () => {
    let asked = 0
    const execute: Execute = async () => {
      asked += 1
      return { data: {} }
    }
    const fetch = await fetchFrom(execute, callOf({ signal: AbortSignal.abort() }))
    for (const operation of [SHOP, COMMAND]) {
      expect((await fetch(operation, {})).errors).toMatchObject([{ extensions: { retryable: true } }])
    }
    expect(asked).toBe(0)
  })

  it('that breaks is SERVICE_UNAVAILABLE, and says nothing of itself', async () => {
    const fetch = await fetchFrom(() => Promise.reject(new Error('password=hunter2')))
    const { errors } = await fetch(SHOP, {})
    expect(errors).toMatchObject([{ extensions: { code: 'SERVICE_UNAVAILABLE', service: 'shop' } }])
    expect(JSON.stringify(errors)).not.toContain('hunter2')
  })

  it('is counted by how it ends', async () => {
    const metrics = createMetrics()
    const { shop } = createTwoSubgraphs()
    const execute: Execute = (request) =>
      request.document.includes('seen') ? shop.execute(request) : Promise.reject(new Error('broken'))
    const fetch = await fetchFrom(execute, callOf(), metrics)
    await fetch(SHOP, {})
    await fetch({ ...SHOP, document: '{ seen { nothing } }' }, {})
    await fetch(COMMAND, {})
    const text = await metrics.registry.metrics()
    for (const outcome of ['ok', 'errors', 'unavailable']) {
      expect(text).toContain(`gateway_subgraph_fetches_total{subgraph="shop",outcome="${outcome}"} 1`)
    }
    expect(text).toContain('gateway_subgraph_fetch_seconds_count{subgraph="shop"} 3')
  })
})
