// The tree that the fetches of one request fill. A subgraph's result may be shared with others in this process, so it is
// only ever read: what is written into is copied, and only that.
import type { WrittenPlaces } from './written-places.js'

/** A JSON object. Without Object.prototype behind it, so that a response key may be `__proto__` or `constructor`. */
export interface AnswerObject {
  [key: string]: unknown
}

// An object from Object.create(null) would do, but engines keep those as slow dictionaries.
const BareObject = function bareObject() {} as unknown as { new (): AnswerObject; prototype: object | null }
BareObject.prototype = Object.create(null)

export const emptyObject = (): AnswerObject => new BareObject()

export const isObject = (value: unknown): value is AnswerObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Objects that JSON could not have brought, such as dates, are leaves. */
function isRecord(value: object): value is AnswerObject {
  const prototype = Object.getPrototypeOf(value)
  // A JSON object of another realm has another Object.prototype, behind which there is nothing either.
  return prototype === null || prototype === BareObject.prototype || Object.getPrototypeOf(prototype) === null
}

/** A whole copy, leaves excepted. */
export function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copyOf)
  if (!isRecord(value)) return value
  const copy = emptyObject()
  for (const key of Object.keys(value)) copy[key] = copyOf(value[key])
  return copy
}

/** Ours where it is written into. */
function owned(value: unknown, places: WrittenPlaces): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => owned(item, places))
  const copy = emptyObject()
  const from = value as AnswerObject
  for (const key of Object.keys(from)) copy[key] = put(from[key], places.get(key))
  return copy
}

const put = (value: unknown, places: WrittenPlaces | undefined): unknown =>
  places === undefined ? value : owned(value, places)

const NOWHERE: WrittenPlaces = new Map()

/**
 * An object is kept beside a null: what one subgraph could not give, another may have given in part. No `places`: nobody
 * else holds the old value, and it need not be ours.
 */
function merged(old: unknown, added: unknown, places: WrittenPlaces | undefined): unknown {
  if (isObject(old) && (added === null || added === undefined)) return old
  if (isObject(old) && isObject(added) && isRecord(added)) {
    const into = places === undefined ? Object.assign(emptyObject(), old) : old
    mergeInto(into, added, places ?? NOWHERE)
    return into
  }
  if (Array.isArray(old) && Array.isArray(added) && old.length === added.length)
    return old.map((item, index) => merged(item, added[index], places))
  return put(added, places)
}

/** Adds what `from` has to a tree of ours. `places`: where below it other fetches write. */
export function mergeInto(into: AnswerObject, from: AnswerObject, places: WrittenPlaces): void {
  for (const key of Object.keys(from)) {
    const added = from[key]
    if (added === undefined) continue
    const old = into[key]
    const below = places.get(key)
    into[key] = typeof old === 'object' && old !== null ? merged(old, added, below) : put(added, below)
  }
}
