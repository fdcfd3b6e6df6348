// What the backend says of a product, in the language that was asked for.
import type { Amount } from '@ticketing/money'
import { z } from 'zod'
import { decimal, decimalText, euros, eurosOf, optionalText, whole } from './values.js'

declare const productId: unique symbol
/** The number of a product; made by `parseProductId` or by an answer of the backend. */
export type ProductId = number & { readonly [productId]: true }

/** What a product is. A list page knows all of it. */
export interface ProductFacts {
  readonly id: ProductId
  readonly name: string
  readonly description: string | null
  readonly category: string | null
  readonly location: string | null
  /** YYYY-MM-DD. */
  readonly date: string | null
  readonly startsAtText: string | null
  readonly places: number | null
  readonly imageFile: string | null
}

export interface Pricing {
  readonly listPrice: Amount
  /** A decimal from 0 to 1: 0.15 is 15 % off. */
  readonly discountRate: string
}

/** What a product costs and how many are left, as of this moment. */
export interface Offer extends Pricing {
  /** Below zero when the backend has sold more than there were. */
  readonly stock: number
}

/** One product, read by itself. */
export interface ProductRecord extends ProductFacts {
  readonly offer: Offer
}

/** A product as a list page shows it, up to 30 s old: good enough to display a price, never to count a stock. */
export interface ListedProduct extends ProductFacts {
  /** Null where the page's price cannot be read; then the product itself must be. */
  readonly displayed: Pricing | null
}

/** A product to be displayed, wherever it was read. */
export interface ProductSight extends ProductFacts {
  readonly displayed: Pricing
}

export const productIdAnswer = z.int().transform((id) => id as ProductId)

const facts = z.object({
  id: productIdAnswer,
  name: z.string(),
  product_details: z.object({
    description: optionalText,
    category: optionalText,
    location: optionalText,
    date: optionalText,
    time: optionalText,
    places: whole.nullish().transform((places) => places ?? null),
    image: optionalText,
  }),
})

const prices = z.object({ price: euros, sale: decimal.nullable() })

function toFacts({ id, name, product_details: details }: z.output<typeof facts>): ProductFacts {
  const { description, category, location, date, time, places, image } = details
  return { id, name, description, category, location, date, startsAtText: time, places, imageFile: image }
}

const toPricing = ({ price, sale }: z.output<typeof prices>): Pricing => ({
  listPrice: price,
  discountRate: sale ?? '0',
})

// By hand, as each of a hundred rows has one: a price that is wrong must not fail its list.
function displayedOf({ price, sale }: { readonly price: unknown; readonly sale: unknown }): Pricing | null {
  const listPrice = eurosOf(price)
  const discountRate = sale === null ? '0' : decimalText(sale)
  return listPrice === null || discountRate === null ? null : { listPrice, discountRate }
}

/** A product read by itself. */
export const productRecord = facts
  .extend({ ...prices.shape, stock_quantity: whole })
  .transform(
    (row): ProductRecord =>
      Object.assign(toFacts(row), { offer: { ...toPricing(row), stock: row.stock_quantity } }),
  )

/** A row of a list. Its stock is not even read: nothing can come to rely on it. */
export const listedProduct = facts
  .extend({ price: z.unknown(), sale: z.unknown() })
  .transform((row): ListedProduct => Object.assign(toFacts(row), { displayed: displayedOf(row) }))
