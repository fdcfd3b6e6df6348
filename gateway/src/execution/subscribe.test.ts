import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { parse, validate } from 'graphql'
import { frozenFetch, librarySchema, ourAnswer, ourAnswers } from '../testing/library.js'
import { randomOperation } from '../testing/random-operation.js'
import { book, entities, plain, scripted } from '../testing/scripted-fetch.js'
import { pick, referenceAnswer, type World } from '../testing/three-subgraphs.js'
import type { Fetch, FetchResult } from './execute-plan.js'
import type { Subscribe } from './subscribe.js'

/** A source that tells what is done to it. */
function sourceOf(events: readonly FetchResult[]) {
  const done: string[] = []
  const subscribe: Subscribe = async function* ({ service }, variables) {
    done.push(`opened ${service} ${JSON.stringify(variables)}`)
    try {
      yield* events
    } finally {
      done.push('closed')
    }
  } as Subscribe
  return { done, subscribe }
}

async function all<T>(iterable: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of iterable) items.push(item)
  return items
}

const BOOK = { document: 'subscription { book { id pages } }', variables: {} }
const event = (id: string): FetchResult => ({ data: { book: book(id) } })

function anySubscription(seed: number): string | null {
  let drawn = 0
  const document = randomOperation(librarySchema, 'subscription', (limit) => pick(limit, seed, drawn++))
  return validate(librarySchema, parse(document)).length === 0 ? document : null
}

describe('a subscription', () => {
  it('gives for each event what one schema without federation would give', async () => {
    const document = fc
      .nat()
      .map(anySubscription)
      .filter((made) => made !== null)
    const worlds = fc.array(fc.nat(), { minLength: 1, maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(document, worlds, async (text, seeds) => {
        const request = { document: text, variables: { no: false } }
        let world: World = { seed: 0 }
        const subscribe: Subscribe = async function* (fetch, variables) {
          for (const seed of seeds) {
            world = { seed }
            yield await frozenFetch(world)(fetch, variables)
          }
        } as Subscribe
        const fetch: Fetch = (node, variables) => frozenFetch(world)(node, variables)
        const answers = await all(ourAnswers(request, { subscribe, fetch }))
        const expected = seeds.map((seed) => referenceAnswer({ seed }, librarySchema, request))
        expect(plain(answers)).toEqual(plain(expected))
      }),
      { numRuns: 30 },
    )
  })

  it('asks the other subgraphs for each event, and ends when the source ends', async () => {
    const { done, subscribe } = sourceOf([event('1'), event('2')])
    const { sent, fetch } = scripted({ inventory: [entities({ pages: 10 }), entities({ pages: 20 })] })
    const answers = await all(ourAnswers(BOOK, { subscribe, fetch }))
    expect(plain(answers)).toEqual([
      { data: { book: { id: '1', pages: 10 } } },
      { data: { book: { id: '2', pages: 20 } } },
    ])
    expect(plain(sent.map(({ variables }) => variables.representations))).toEqual([[book('1')], [book('2')]])
    expect(done).toEqual(['opened reviews {}', 'closed'])
  })

  it("keeps one event's errors out of the others", async () => {
    const lost = { errors: [{ message: 'lost', path: ['book'] }], data: { book: null } }
    const { subscribe } = sourceOf([event('1'), lost, event('2')])
    const { fetch } = scripted({
      inventory: [
        { errors: [{ message: 'down', extensions: { code: 'SERVICE_UNAVAILABLE' } }] },
        entities({ pages: 20 }),
      ],
    })
    const answers = plain(await all(ourAnswers(BOOK, { subscribe, fetch })))
    expect(answers).toMatchObject([
      {
        data: { book: null },
        errors: [
          { path: ['book', 'pages'], extensions: { code: 'SERVICE_UNAVAILABLE', service: 'inventory' } },
        ],
      },
      {
        data: { book: null },
        errors: [{ message: 'lost', path: ['book'], extensions: { service: 'reviews' } }],
      },
      { data: { book: { id: '2', pages: 20 } } },
    ])
    expect(answers[2].errors).toBeUndefined()
  })

  it('closes the source when nobody listens any more, also while an event is awaited', async () => {
    let close: (() => void) | null = null
    const source: AsyncIterableIterator<FetchResult> = {
      [Symbol.asyncIterator]: () => source,
      next: () =>
        new Promise((resolve) => {
          close = () => resolve({ done: true, value: undefined })
        }),
      async return() {
        close?.()
        return { done: true, value: undefined }
      },
    }
    const answers = ourAnswers(BOOK, { subscribe: () => source, fetch: scripted({}).fetch })
    const waiting = answers.next()
    await answers.return?.()
    expect(await waiting).toEqual({ done: true, value: undefined })
    expect(await answers.next()).toEqual({ done: true, value: undefined })
  })

  it('closes the source when a loop is left, and hands a throw on to it', async () => {
    const left = sourceOf([event('1'), event('2')])
    const { fetch } = scripted({ inventory: [entities({ pages: 1 }), entities({ pages: 1 })] })
    for await (const _answer of ourAnswers(BOOK, { subscribe: left.subscribe, fetch })) break
    expect(left.done).toEqual(['opened reviews {}', 'closed'])
    const thrown = sourceOf([event('1')])
    const answers = ourAnswers(BOOK, { subscribe: thrown.subscribe, fetch })
    await answers.next()
    await expect(answers.throw?.(new Error('enough'))).rejects.toThrow('enough')
    expect(thrown.done).toEqual(['opened reviews {}', 'closed'])
  })

  it.each<[string, Subscribe]>([
    ['cannot be opened', () => Promise.reject(new Error('no source'))],
    [
      'breaks',
      async function* () {
        yield* []
        throw new Error('no source')
      } as Subscribe,
    ],
  ])('throws when the source %s', async (_what, subscribe) => {
    const answers = ourAnswers(BOOK, { subscribe, fetch: scripted({}).fetch })
    await expect(answers.next()).rejects.toThrow('no source')
  })

  it('with a variable that is not allowed is one answer without data, and opens nothing', async () => {
    const { done, subscribe } = sourceOf([])
    const request = { document: 'subscription($n: Int!) { latest(first: $n) { id } }', variables: { n: 'x' } }
    const answers = await all(ourAnswers(request, { subscribe, fetch: scripted({}).fetch }))
    expect(plain(answers)).toMatchObject([{ errors: [{ message: expect.stringContaining('"$n"') }] }])
    expect(done).toEqual([])
  })

  it('cannot be answered at once, nor a query be subscribed to', async () => {
    const { fetch } = scripted({})
    const { subscribe } = sourceOf([])
    expect(plain(await ourAnswer(BOOK, fetch)).errors).toHaveLength(1)
    const answers = await all(ourAnswers({ document: '{ top { id } }', variables: {} }, { subscribe, fetch }))
    expect(plain(answers)).toMatchObject([{ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] }])
  })
})
