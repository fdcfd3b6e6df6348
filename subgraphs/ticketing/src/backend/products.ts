// GET products and products/{id}. Both are public and localised.
import type { Amount } from '@ticketing/money'
import { readWindow, type Slice, type Window } from '@ticketing/subgraph-kit'
import { z } from 'zod'
import { type Ask, orNull } from './ask.js'
import { decimal, euros, optionalText, whole } from './values.js'

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

/** What a product costs and how many are left: true only when just read, since the backend keeps list pages for 30 s. */
export interface Offer {
  readonly listPrice: Amount
  /** A decimal from 0 to 1: 0.15 is 15 % off. */
  readonly discountRate: string
  /** Below zero when the backend has sold more than there were. */
  readonly stock: number
}

/** One product, read by itself. */
export interface ProductRecord extends ProductFacts {
  readonly offer: Offer
}

/** What the backend can filter and sort by; blank values are not sent. */
export interface ProductSearch {
  readonly name?: string | null
  readonly category?: string | null
  readonly location?: string | null
  readonly date?: string | null
  readonly places?: number | null
  readonly sort_by: 'name' | 'price' | 'product_details->date'
  readonly order: 'asc' | 'desc'
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

const offer = z.object({ price: euros, sale: decimal.nullable(), stock_quantity: whole })

const productAnswer = z.object({ data: facts.and(offer) })
// A page's prices and stock are not even read: nothing can come to rely on them.
const pageAnswer = z.object({ data: z.array(facts), pagination: z.object({ total: whole }) })

function toFacts({ id, name, product_details: details }: z.output<typeof facts>): ProductFacts {
  const { description, category, location, date, time, places, image } = details
  return { id, name, description, category, location, date, startsAtText: time, places, imageFile: image }
}

/** Null when there is no such product. */
export async function loadProduct(ask: Ask, id: ProductId): Promise<ProductRecord | null> {
  const answer = await orNull(
    ask({
      method: 'GET',
      route: '/api/products/{product}',
      params: { product: id },
      answer: productAnswer,
      public: true,
    }),
  )
  if (answer === null) return null
  const { price, sale, stock_quantity: stock } = answer.data
  return { ...toFacts(answer.data), offer: { listPrice: price, discountRate: sale ?? '0', stock } }
}

// A page beyond the last is a 404 that does not say how many products there are.
async function loadPage(
  ask: Ask,
  search: ProductSearch,
  page: number,
  size: number,
): Promise<Slice<ProductFacts>> {
  const { data, pagination } = await ask({
    method: 'GET',
    route: '/api/products',
    query: { ...search, page, per_page: size },
    answer: pageAnswer,
    emptyOn404: { data: [], pagination: { total: 0 } },
    public: true,
  })
  return { rows: data.map(toFacts), totalCount: pagination.total }
}

/** A window of the products on sale, empty beyond the last; what is sold out is not listed. */
export async function loadProducts(
  ask: Ask,
  search: ProductSearch,
  window: Window,
): Promise<Slice<ProductFacts>> {
  const slice = await readWindow(window, (page, size) => loadPage(ask, search, page, size))
  if (slice.totalCount > 0 || window.offset === 0) return slice
  const { totalCount } = await loadPage(ask, search, 1, 1)
  return { rows: slice.rows, totalCount }
}
