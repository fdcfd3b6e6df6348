// Operations are prepared once and kept while they are used: the least recently used go first.
import { createHash } from 'node:crypto'
import { type DocumentNode, print } from 'graphql'

export interface PreparedOperationsOptions {
  /** At most so many are kept; default 1,000. */
  readonly maxCount?: number
  /** At most so many bytes, roughly; default 64 MiB. */
  readonly maxBytes?: number
}

interface Kept<T> {
  readonly prepared: T
  readonly bytes: number
}

export interface PreparedOperations<T> {
  /**
   * What was made for an equal operation, or what `prepare` makes now. Documents that differ only in white space and
   * comments are equal. Preparing is synchronous, so there is never more than one preparation of an operation.
   */
  get(document: DocumentNode, operationName: string | null, prepare: () => T): T
  readonly count: number
}

// A prepared operation, its document and plan included: about 80 bytes of heap for each character of its text, measured
// over 400 random operations.
const BYTES_PER_CHARACTER = 80
const BYTES_AT_LEAST = 4_000

export function createPreparedOperations<T>({
  maxCount = 1_000,
  maxBytes = 64 * 2 ** 20,
}: PreparedOperationsOptions = {}): PreparedOperations<T> {
  const kept = new Map<string, Kept<T>>()
  // Apollo Server hands out the same document for the same text, so most are printed once.
  const texts = new WeakMap<DocumentNode, { readonly hash: string; readonly length: number }>()
  let bytes = 0

  function textOf(document: DocumentNode) {
    const known = texts.get(document)
    if (known !== undefined) return known
    const text = print(document)
    const made = { hash: createHash('sha256').update(text).digest('base64'), length: text.length }
    texts.set(document, made)
    return made
  }

  function makeRoom(): void {
    for (const [key, oldest] of kept) {
      if (kept.size <= maxCount && bytes <= maxBytes) return
      kept.delete(key)
      bytes -= oldest.bytes
    }
  }

  return {
    get(document, operationName, prepare) {
      const { hash, length } = textOf(document)
      const key = `${hash} ${operationName ?? ''}`
      const known = kept.get(key)
      const entry = known ?? { prepared: prepare(), bytes: length * BYTES_PER_CHARACTER + BYTES_AT_LEAST }
      if (known === undefined) bytes += entry.bytes
      // Put in anew: the map's order is the order of use.
      else kept.delete(key)
      kept.set(key, entry)
      makeRoom()
      return entry.prepared
    },
    get count() {
      return kept.size
    },
  }
}
