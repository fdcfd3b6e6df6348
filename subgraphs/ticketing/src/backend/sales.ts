// GET tickets/admin/sales: how many tickets of each product were issued or used, for admins.
import type { Slice } from '@ticketing/subgraph-kit'
import { z } from 'zod'
import type { Ask } from './ask.js'
import { type ProductId, productIdAnswer } from './product-record.js'
import { whole } from './values.js'

export interface SalesRecord {
  readonly productId: ProductId
  /** In the language of the request. */
  readonly name: string
  readonly soldCount: number
}

export interface SalesSearch {
  /** A part of the English name, whatever the language of the request. */
  readonly text: string | null
  readonly order: 'asc' | 'desc'
}

const salesRow = z
  .object({ product_id: productIdAnswer, product_name: z.string(), sales_count: whole })
  .transform(
    (row): SalesRecord => ({
      productId: row.product_id,
      name: row.product_name,
      soldCount: row.sales_count,
    }),
  )

const salesPage = z.object({ data: z.array(salesRow), meta: z.object({ total: whole }) })

/** A page of the sales, from page 1. Products without any are not listed. */
export async function loadSalesPage(
  ask: Ask,
  { text, order }: SalesSearch,
  page: number,
  perPage: number,
): Promise<Slice<SalesRecord>> {
  const { data, meta } = await ask({
    method: 'GET',
    route: '/api/tickets/admin/sales',
    query: { q: text, sort_by: 'sales_count', sort_order: order, page, per_page: perPage },
    answer: salesPage,
  })
  return { rows: data, totalCount: meta.total }
}
