// What the log is told of products: what they cost and how many can be sold.
import type { Outgoing } from '@ticketing/event-log'
import { z } from 'zod'
import type { Offer } from '../backend/product-record.js'

const text = z.string().nullable()

/** The parts of an offer that are set; null for those that stay. */
export const offerFacts = z.object({
  listPrice: z.object({ minorUnits: z.string(), currency: z.string() }).nullable(),
  discountRate: text,
  stock: z.int().nullable(),
})
export type OfferFacts = Readonly<z.infer<typeof offerFacts>>

export const factsOf = ({ listPrice, discountRate, stock }: Partial<Offer>): OfferFacts => ({
  listPrice: listPrice ? { minorUnits: String(listPrice.minorUnits), currency: listPrice.currency } : null,
  discountRate: discountRate ?? null,
  stock: stock ?? null,
})

export const priceChanged = (product: number, facts: OfferFacts): Outgoing => ({
  type: 'PriceChanged',
  data: { product: String(product), ...facts },
})

/** Why nothing more is told of an edit of what a product says. */
export const TEXTS_ONLY = 'PRICE_AND_STOCK_UNCHANGED'
