// What this process has been told of the catalogue as a whole: enough to judge whether reading all of it is worth while.
import type { CallContext } from '@ticketing/session'
import type { ProductId, ProductSight } from '../backend/product-record.js'

/** The products of the list, in one language. */
export type ListedSights = ReadonlyMap<ProductId, ProductSight>

/** Public facts only. */
export interface KnownCatalogue {
  /** How many products are on sale, as last told; null before anybody has asked for a list. */
  total(): number | null
  /** Whether a list may show this product. */
  mayHave(id: ProductId): boolean
  /** A list without a filter has this many. */
  told(total: number): void
  /** All of the list has been read: these are on it. */
  read(ids: ReadonlySet<ProductId>, total: number): void
  /** The list as it is being read for this request, by whichever of its fetches; undefined before. */
  listOf(call: CallContext): Promise<ListedSights> | undefined
  keepFor(call: CallContext, list: Promise<ListedSights>): void
}

/** As long as the backend gives the same list, twice: what has come on sale since is looked for again. */
const REMEMBERED_MS = 60_000

/** `now`: epoch milliseconds. */
export function createKnownCatalogue({ now }: { readonly now: () => number }): KnownCatalogue {
  let total: number | null = null
  let onSale: ReadonlySet<ProductId> = new Set()
  let until = 0
  const lists = new WeakMap<CallContext, Promise<ListedSights>>()
  return {
    total: () => total,
    mayHave: (id) => now() >= until || onSale.has(id),
    told(count) {
      total = count
    },
    read(ids, count) {
      total = count
      onSale = ids
      until = now() + REMEMBERED_MS
    },
    listOf: (call) => lists.get(call),
    keepFor: (call, list) => void lists.set(call, list),
  }
}
