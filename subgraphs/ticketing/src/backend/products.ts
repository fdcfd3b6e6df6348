// GET products, products/all and products/{id}. All are localised; the first and the last are public.
import type { Language } from '@ticketing/session'
import { readWindow, type Slice, type Window } from '@ticketing/subgraph-kit'
import { z } from 'zod'
import { type Ask, orNull } from './ask.js'
import {
  type ListedProduct,
  listedProduct,
  type ProductId,
  type ProductRecord,
  productRecord,
} from './product-record.js'
import { whole } from './values.js'

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

/** Which list: what is on sale, for everybody, or what there is at all, for admins. */
export type ProductList = 'on sale' | 'all'

const productAnswer = z.object({ data: productRecord }).transform(({ data }) => data)

const pageAnswer = z.object({ data: z.array(listedProduct), pagination: z.object({ total: whole }) })

/** How a product is to be read. */
interface Reading {
  /** By default that of the request. */
  readonly language?: Language
  /** Whether an answer will do that is as old as CATALOGUE_CACHE_SECONDS allows; by default none is kept. */
  readonly mayBeKept?: boolean
}

/** Null when there is no such product. */
export const loadProduct = (
  ask: Ask,
  id: ProductId,
  { language, mayBeKept = false }: Reading = {},
): Promise<ProductRecord | null> =>
  orNull(
    ask(
      {
        method: 'GET',
        route: '/api/products/{product}',
        params: { product: id },
        answer: productAnswer,
        public: true,
        mayBeKept,
      },
      language && { language },
    ),
  )

/**
 * A page of a list, from page 1, empty beyond the last: that is a 404 which does not say how many there are. The
 * backend gives the same page for 30 s to the same question in the same language.
 */
export async function loadProductPage(
  ask: Ask,
  { list, search, language }: { list: ProductList; search: ProductSearch; language?: Language },
  page: number,
  perPage: number,
): Promise<Slice<ListedProduct>> {
  const isPublic = list === 'on sale'
  const { data, pagination } = await ask(
    {
      method: 'GET',
      route: list === 'all' ? '/api/products/all' : '/api/products',
      query: { ...search, page, per_page: perPage },
      answer: pageAnswer,
      emptyOn404: { data: [], pagination: { total: 0 } },
      public: isPublic,
      mayBeKept: isPublic,
    },
    language && { language },
  )
  return { rows: data, totalCount: pagination.total }
}

/** A window of a list, empty beyond the last. */
export async function loadProducts(
  ask: Ask,
  from: { list: ProductList; search: ProductSearch },
  window: Window,
): Promise<Slice<ListedProduct>> {
  const slice = await readWindow(window, (page, size) => loadProductPage(ask, from, page, size))
  if (slice.totalCount > 0 || window.offset === 0) return slice
  const { totalCount } = await loadProductPage(ask, from, 1, 1)
  return { rows: slice.rows, totalCount }
}
