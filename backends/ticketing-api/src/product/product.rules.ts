import type { LocalProduct } from './product.storage.js'

// As PHP rounds: half away from zero on the fifteen digits that a double is sure of, so 265.905 becomes 265.91.
const round = (amount: number): number => Math.round(Number((amount * 100).toPrecision(15))) / 100

/** As the public API shows it: price and sale are numbers, a missing sale is 0. */
export const toProductView = (product: LocalProduct) => {
  const { places, description, date, time, location, category, image } = product.details
  return {
    id: product.id,
    name: product.name,
    price: Number(product.price),
    sale: Number(product.sale ?? 0),
    stock_quantity: product.stock_quantity,
    product_details: { places, description, date, time, location, category, image },
  }
}

/** Rate off, 0 to 1; nothing holds anyone to that upper bound. */
export const discountRate = (product: LocalProduct): number => Number(product.sale ?? 0)

/** What one unit costs, rounded to cents. */
export const discountedPrice = (product: LocalProduct): number =>
  round(Number(product.price) * (1 - discountRate(product)))

export const lineTotal = (product: LocalProduct, quantity: number): number =>
  round(discountedPrice(product) * quantity)
