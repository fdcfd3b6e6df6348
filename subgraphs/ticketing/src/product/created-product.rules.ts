// How a product that was just created is told from the others. Pure.
import type { ListedProduct, ProductId } from '../backend/product-record.js'
import type { ProductSearch } from '../backend/products.js'
import { SORTS } from './product.rules.js'

const ORDERS = Object.values(SORTS)
const SIZES = 50

/**
 * How to ask for the same products in the way of this turn, 0 or more. The backend keeps each answer for 30 s by its
 * exact question, so 600 turns in a row are asked in 600 ways: by page size, by order, by the fewest places.
 */
export function freshQuery(
  turn: number,
): Pick<ProductSearch, 'sort_by' | 'order' | 'places'> & { readonly perPage: number } {
  const order = ORDERS[Math.floor(turn / SIZES) % ORDERS.length] ?? SORTS.NAME_ASC
  const places = Math.floor(turn / SIZES / ORDERS.length) % 2 === 0 ? null : 1
  return { ...order, places, perPage: 100 - (turn % SIZES) }
}

/**
 * A turn for now, even for the look before the command and odd for those after it: so a list remembered from another
 * command can deceive one of the two looks, and hardly ever both.
 */
export const turnAt = (now: number, when: 'before' | 'after'): number => 2 * now + (when === 'after' ? 1 : 0)

/** The newest product of exactly this name that was not there before; null where there is none. */
export function createdIn(
  after: ReadonlyMap<number, ListedProduct>,
  before: ReadonlyMap<number, unknown>,
  name: string,
): ProductId | null {
  const created = [...after.values()].filter((product) => product.name === name && !before.has(product.id))
  return created.reduce<ProductId | null>(
    (newest, { id }) => (newest === null || id > newest ? id : newest),
    null,
  )
}
