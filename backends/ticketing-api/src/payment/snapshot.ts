import type { CartLine } from '../cart/cart.rules.js'
import type { SnapshotLine } from '../database/tables.js'
import { discountedPrice, discountRate } from '../product/product.rules.js'
import type { LocalProduct } from '../product/product.storage.js'

/** Freezes cart lines as they are bought: names in the buyer's language, prices as numbers. */
export const toSnapshotLines = (
  lines: readonly CartLine[],
  products: ReadonlyMap<number, LocalProduct>,
): SnapshotLine[] =>
  lines.flatMap((line) => {
    const product = products.get(line.product_id)
    if (!product) return []
    return {
      product_id: product.id,
      product_name: product.name,
      ticket_type: product.details.category,
      ticket_places: product.details.places,
      quantity: line.quantity,
      unit_price: Number(product.price),
      discount_rate: discountRate(product),
      discounted_price: discountedPrice(product),
    }
  })

/** The line of free tickets: everything off, and the old price as text. */
export const toFreeLine = (product: LocalProduct, quantity: number): SnapshotLine => ({
  product_id: product.id,
  product_name: product.name,
  ticket_type: product.details.category,
  ticket_places: product.details.places,
  quantity,
  unit_price: product.price,
  discount_rate: 1,
  discounted_price: 0,
})

/** Euros, rounded to cents. */
export const totalOf = (lines: readonly SnapshotLine[]): number =>
  Math.round(lines.reduce((sum, line) => sum + line.discounted_price * line.quantity, 0) * 100) / 100

/** Cents as they are sent to Stripe: cut, not rounded, so 19.99 becomes 1998. Clients know and rely on it. */
export const toStripeCents = (euros: number): number => Math.trunc(euros * 100)
