// The tree that the fetches of one request fill. A subgraph's result may be shared with others in this process, so it is
// only ever read: what is kept of it is copied.

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

export function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copyOf)
  if (!isRecord(value)) return value
  const copy = emptyObject()
  for (const key of Object.keys(value)) copy[key] = copyOf(value[key])
  return copy
}

function mergeItems(into: unknown[], from: readonly unknown[]): void {
  from.forEach((item, index) => {
    into[index] = merged(into[index], item)
  })
}

/** An object is kept beside a null: what one subgraph could not give, another may have given in part. */
function merged(old: unknown, added: unknown): unknown {
  if (isObject(old) && (added === null || added === undefined)) return old
  if (isObject(old) && isObject(added)) {
    mergeInto(old, added)
    return old
  }
  if (Array.isArray(old) && Array.isArray(added) && old.length === added.length) {
    mergeItems(old, added)
    return old
  }
  return copyOf(added)
}

/** Adds a copy of `from` to a tree of ours. */
export function mergeInto(into: AnswerObject, from: AnswerObject): void {
  for (const key of Object.keys(from)) {
    const added = from[key]
    if (added === undefined) continue
    const old = into[key]
    into[key] = typeof old === 'object' && old !== null ? merged(old, added) : copyOf(added)
  }
}
