import { sql } from 'kysely'
import type { Database } from '../database/connect.js'
import { containing } from '../database/like.js'
import type { Locale } from '../database/tables.js'
import type { Input } from '../http/input.js'
import { offsetOf, shortMeta, toPage } from '../http/pages.js'
import { toProductView } from './product.rules.js'
import { localDetails, localName, productsIn, selectLocalProducts } from './product.storage.js'

interface Wanted {
  readonly locale: Locale
  readonly query: Input
  /** The public list leaves out what is sold out. */
  readonly onlyInStock: boolean
}

const detail = (key: string) => sql`${localDetails} ->> ${sql.lit(key)}`

const matches = ({ query, onlyInStock }: Wanted) => {
  const wheres = [sql<boolean>`true`]
  if (onlyInStock) wheres.push(sql<boolean>`p.stock_quantity > 0`)
  if (query.name) wheres.push(sql<boolean>`${localName} ilike ${containing(query.name)}`)
  for (const key of ['category', 'location'])
    if (query[key]) wheres.push(sql<boolean>`${detail(key)} ilike ${containing(query[key])}`)
  if (query.date) wheres.push(sql<boolean>`${detail('date')} = ${query.date}`)
  if (query.places) wheres.push(sql<boolean>`(${detail('places')})::int >= ${Number(query.places)}`)
  return sql<boolean>`${sql.join(wheres, sql` and `)}`
}

const order = (query: Input) => {
  const column = {
    name: sql`lower(${localName})`,
    price: sql`p.price`,
    'product_details->date': detail('date'),
  }[String(query.sort_by ?? 'name')]
  return sql`${column} ${sql.raw(query.order === 'desc' ? 'desc' : 'asc')}, p.id`
}

/** One page of the list; undefined when there is nothing on it. */
export const listProducts = async (db: Database, wanted: Wanted) => {
  const page = toPage(wanted.query, 15)
  const where = matches(wanted)
  const { total } = await productsIn(db, wanted.locale)
    .select(sql<string>`count(*)`.as('total'))
    .where(where)
    .executeTakeFirstOrThrow()
  const rows = await selectLocalProducts(db, wanted.locale)
    .where(where)
    .orderBy(order(wanted.query))
    .limit(page.size)
    .offset(offsetOf(page))
    .execute()
  if (rows.length === 0) return undefined
  const { total: all, per_page, current_page, last_page } = shortMeta(page, Number(total))
  return { data: rows.map(toProductView), pagination: { total: all, per_page, current_page, last_page } }
}
