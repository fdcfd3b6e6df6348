import { sql } from 'kysely'
import { containing } from '../database/like.js'
import { ok } from '../http/answer.js'
import { requireRole, type SignedInCall } from '../http/call.js'
import { offsetOf, shortMeta, toPage } from '../http/pages.js'
import type { Route } from '../http/route.js'
import { integer, max, min, oneOf, string } from '../http/rules.js'
import { validate } from '../http/validate.js'
import { localName, productsIn } from '../product/product.storage.js'
import type { Services } from '../services.js'

/** Counts tickets that are issued or used; products without any are left out. `q` looks at English names only. */
const list = async ({ db }: Services, call: SignedInCall) => {
  requireRole(call, 'admin')
  await validate(call.query, {
    q: [string, max(255)],
    sort_by: [oneOf('sales_count')],
    sort_order: [oneOf('asc', 'desc')],
    per_page: [integer, min(1), max(100)],
    page: [integer, min(1)],
  })
  const page = toPage(call.query, 15)
  const direction = call.query.sort_order === 'asc' ? 'asc' : 'desc'
  const rows = await productsIn(db, call.locale)
    .innerJoin('tickets as k', 'k.product_id', 'p.id')
    .where('k.status', 'in', ['issued', 'used'])
    .$if(Boolean(call.query.q), (q) => q.where('p.name', 'ilike', containing(call.query.q)))
    .select(['p.id as product_id', localName.as('product_name'), sql<string>`count(*)`.as('sales_count')])
    .groupBy(['p.id', 'p.name', 't.name'])
    .orderBy('sales_count', direction)
    .orderBy('p.id')
    .execute()
  const shown = rows.slice(offsetOf(page), offsetOf(page) + page.size)
  return ok({
    data: shown.map(({ product_id, product_name, sales_count }) => ({
      product_id,
      product_name,
      sales_count: Number(sales_count),
    })),
    meta: shortMeta(page, rows.length),
  })
}

/** How many tickets each product has sold. */
export const salesRoutes = (services: Services): Route[] => [
  {
    method: 'GET',
    path: '/api/tickets/admin/sales',
    access: 'signed-in',
    handle: (call) => list(services, call),
  },
]
