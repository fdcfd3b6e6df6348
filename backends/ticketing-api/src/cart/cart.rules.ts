import { problem } from '../http/problem.js'
import { discountedPrice, discountRate, lineTotal } from '../product/product.rules.js'
import type { LocalProduct } from '../product/product.storage.js'

/** A line as both kinds of cart keep it. Lines of guests have no id. */
export interface CartLine {
  readonly id: number | null
  readonly product_id: number
  readonly quantity: number
}

const toView = (line: CartLine, product: LocalProduct) => ({
  id: line.id,
  product_id: product.id,
  in_stock: product.stock_quantity >= line.quantity,
  available_quantity: product.stock_quantity,
  unit_price: discountedPrice(product),
  total_price: lineTotal(product, line.quantity),
})

const toProduct = ({ name, details }: LocalProduct) => ({
  name,
  image: details.image,
  date: details.date,
  time: details.time,
  location: details.location,
})

/** The old price is told only where a discount applies. */
export const toUserItem = (line: CartLine, product: LocalProduct) => ({
  ...toView(line, product),
  quantity: line.quantity,
  ...(discountRate(product) > 0 ? { original_price: product.price, discount_rate: product.sale } : {}),
  product: toProduct(product),
})

/** The quantity is text; the old price is always told, and the rate is the number 0 where there is none. */
export const toGuestItem = (line: CartLine, product: LocalProduct) => ({
  ...toView(line, product),
  quantity: String(line.quantity),
  original_price: product.price,
  discount_rate: product.sale ?? 0,
  product: toProduct(product),
})

/** The lines as they would be with `quantity` of a product, 0 taking it out. */
export const withQuantity = (lines: readonly CartLine[], productId: number, quantity: number): CartLine[] => {
  const others = lines.filter((line) => line.product_id !== productId)
  return quantity > 0 ? [...others, { id: null, product_id: productId, quantity }] : others
}

export const quantityOf = (lines: readonly CartLine[], productId: number): number =>
  lines.find((line) => line.product_id === productId)?.quantity ?? 0

/** @throws 409 naming each line that asks for more than there is. */
export const requireStock = (
  lines: readonly CartLine[],
  products: ReadonlyMap<number, LocalProduct>,
): void => {
  const errors = lines.flatMap((line) => {
    const product = products.get(line.product_id)
    if (!product || product.stock_quantity >= line.quantity) return []
    return {
      product_id: product.id,
      product_name: product.name,
      requested_quantity: line.quantity,
      available_quantity: product.stock_quantity,
    }
  })
  if (errors.length > 0)
    throw problem(409, 'stock_unavailable', 'Some of the cart is no longer available', { errors })
}
