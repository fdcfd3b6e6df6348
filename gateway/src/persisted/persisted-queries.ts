// Automatic persisted queries: a client sends a text's hash, and the text itself only when it is told that nobody knows
// it. https://www.apollographql.com/docs/apollo-server/performance/apq/#protocol
import { createHash } from 'node:crypto'
import type { Step } from '../http/exchange.js'
import { requestFault } from '../http/request-fault.js'
import { BoundedMap } from '../operations/bounded-map.js'
import type { AskedOperation } from '../operations/read-operation.js'
import type { PersistedStore } from './persisted-store.js'

export interface PersistedQueries {
  /** Fills in the text of a query that came as its hash. */
  readonly recall: Step
  /** After the operation was found good: what was invalid is not kept. */
  readonly keep: Step
}

const HASH = /^[0-9a-f]{64}$/
const RECENT = { maxCount: 2_000, maxBytes: 16 * 2 ** 20 }
const BYTES_OF_HASH = 200

const notSupported = () =>
  // A client stops asking. Apollo's clients expect the status 200 here and below.
  requestFault('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported', { status: 200 })
const notFound = () => requestFault('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound', { status: 200 })

/** Undefined: not a persisted query. */
function hashOf({ extensions }: AskedOperation): string | undefined {
  const { persistedQuery } = extensions
  if (persistedQuery === undefined || persistedQuery === null) return undefined
  const { version, sha256Hash } = Object(persistedQuery)
  if (version !== 1) throw requestFault('BAD_REQUEST', 'Unsupported persisted query version')
  if (typeof sha256Hash !== 'string' || !HASH.test(sha256Hash)) {
    throw requestFault('BAD_REQUEST', 'sha256Hash must be a SHA-256 hash in lower-case hexadecimal')
  }
  return sha256Hash
}

const keyOf = (hash: string): string => `apq:${hash}`

function withoutStore(): PersistedQueries {
  return {
    recall({ asked }) {
      if (asked?.extensions.persistedQuery) throw notSupported()
    },
    keep() {},
  }
}

/** Null: they are off. */
export function createPersistedQueries(store: PersistedStore | null): PersistedQueries {
  if (store === null) return withoutStore()
  // Texts whose hash is known to be right and that were found good.
  const recent = new BoundedMap<string>(RECENT)

  function checkHash(hash: string, query: string): void {
    if (recent.get(hash) === query) return
    if (createHash('sha256').update(query).digest('hex') !== hash) {
      throw requestFault('PERSISTED_QUERY_HASH_MISMATCH', 'provided sha does not match query')
    }
  }

  return {
    recall({ asked }) {
      const hash = asked === null ? undefined : hashOf(asked)
      if (asked === null || hash === undefined) return undefined
      if (asked.query !== null) {
        checkHash(hash, asked.query)
        asked.learnt = { hash, isStored: false }
        return undefined
      }
      const known = recent.get(hash)
      if (known !== undefined) {
        asked.query = known
        return undefined
      }
      return store.get(keyOf(hash)).then((text) => {
        if (text === undefined) throw notFound()
        asked.query = text
        asked.learnt = { hash, isStored: true }
      })
    },
    keep({ asked }) {
      if (!asked?.learnt || asked.query === null) return
      const { query, learnt } = asked
      recent.set(learnt.hash, query, query.length * 2 + BYTES_OF_HASH)
      // Nobody waits for it; a store never rejects.
      if (!learnt.isStored) void store.set(keyOf(learnt.hash), query)
    },
  }
}
