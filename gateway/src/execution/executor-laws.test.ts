import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { parse, validate } from 'graphql'
import {
  frozenFetch,
  type LibraryRequest,
  librarySchema,
  ourAnswer,
  stockAnswer,
} from '../testing/library.js'
import { randomOperation } from '../testing/random-operation.js'
import { pick, referenceAnswer, type World } from '../testing/three-subgraphs.js'

const RUNS = 50

/** A valid operation, with variables. */
function requestFrom(seed: number, kind: 'query' | 'mutation'): LibraryRequest | null {
  let drawn = 0
  const random = (limit: number) => pick(limit, seed, drawn++)
  const document = randomOperation(librarySchema, kind, random)
  if (validate(librarySchema, parse(document)).length > 0) return null
  return { document, variables: { no: random(4) === 0, ...(random(2) === 0 ? { yes: random(4) > 0 } : {}) } }
}

const anyRequest = fc
  .tuple(fc.nat(), fc.constantFrom<'query' | 'mutation'>('query', 'query', 'query', 'mutation'))
  .map(([seed, kind]) => requestFrom(seed, kind))
  .filter((made) => made !== null)
const faults = fc.constantFrom(0, 0, 5, 20)
const world = fc.record({ seed: fc.nat(), faults })

const plain = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value))

type Path = readonly (string | number)[]

/** The place of the null that an error at the path stands for; undefined where there is none. */
function nullOn(data: unknown, path: Path): string | undefined {
  let value = data
  for (let depth = 0; depth <= path.length; depth += 1) {
    if (value === null || value === undefined) return JSON.stringify(path.slice(0, depth))
    const element = path[depth]
    if (element !== undefined) value = (value as Record<string | number, unknown>)[element]
  }
  return undefined
}

const nulls = (result: { data?: unknown; errors?: readonly { path?: Path | undefined }[] | undefined }) =>
  new Set((result.errors ?? []).map(({ path = [] }) => nullOn(result.data, path)))

// What @requires reads: in one schema its failure would not take along what depends on it.
const SOUND = new Set(['Book.weight', 'Book.price', 'Film.length'])

describe('our executor', () => {
  it('gives the data and the errors that one schema without federation would give', async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, world, async (request, facts) => {
        const here: World = { ...facts, sound: SOUND }
        const ours = await ourAnswer(request, frozenFetch(here))
        const expected = referenceAnswer(here, librarySchema, request)
        expect(plain(ours.data)).toEqual(plain(expected.data))
        // Every null that has a reason there has one here, and every error here is of a null.
        expect(nulls(ours)).toEqual(nulls(expected))
      }),
      { numRuns: RUNS },
    )
  })

  it('gives the data that stock execution gives, subgraphs down included, and loses no error of theirs', async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, world, fc.nat({ max: 9 }), async (asked, facts, down) => {
        // Stock reads a field's nullability from the interface, not from the object's own type.
        const exploded = asked.document.includes('blurb')
        const here = exploded ? { ...facts, sound: new Set(['Book.blurb']) } : facts
        const isDown = (service: string) =>
          pick(10, down, service) === 0 && !(exploded && service === 'reviews')
        const fetch = frozenFetch(here, isDown)
        const ours = await ourAnswer(asked, fetch)
        const stock = await stockAnswer(asked, fetch)
        expect(plain(ours.data)).toEqual(plain(stock.data))
        const said = new Set(ours.errors?.map(({ message }) => message))
        expect([...said]).toEqual(expect.arrayContaining((stock.errors ?? []).map(({ message }) => message)))
      }),
      { numRuns: RUNS },
    )
  })
})
