// What the laws of the executor and of the filter have in common: any operation of the library, and how answers compare.
import fc from 'fast-check'
import { parse, validate } from 'graphql'
import { type LibraryRequest, librarySchema } from './library.js'
import { randomOperation } from './random-operation.js'
import { pick } from './three-subgraphs.js'

/** Null: what was drawn is no valid operation. */
function requestFrom(seed: number, kind: 'query' | 'mutation'): LibraryRequest | null {
  let drawn = 0
  const random = (limit: number) => pick(limit, seed, drawn++)
  const document = randomOperation(librarySchema, kind, random)
  if (validate(librarySchema, parse(document)).length > 0) return null
  return { document, variables: { no: random(4) === 0, ...(random(2) === 0 ? { yes: random(4) > 0 } : {}) } }
}

/** A valid operation, with variables. */
export const anyRequest = fc
  .tuple(fc.nat(), fc.constantFrom<'query' | 'mutation'>('query', 'query', 'query', 'mutation'))
  .map(([seed, kind]) => requestFrom(seed, kind))
  .filter((made) => made !== null)

/** What @requires reads: in one schema its failure would not take along what depends on it. */
export const SOUND: ReadonlySet<string> = new Set(['Book.weight', 'Book.price', 'Film.length'])

/** As a client reads it. */
export const plain = (value: unknown): unknown =>
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

/** The places of the nulls that errors stand for. */
export const nulls = (data: unknown, errors: readonly { readonly path?: Path | undefined }[] = []) =>
  new Set(errors.map(({ path = [] }) => nullOn(data, path)))
