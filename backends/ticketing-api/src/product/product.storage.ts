import { sql } from 'kysely'
import type { Database } from '../database/connect.js'
import type { Locale, ProductDetails } from '../database/tables.js'

/** A product in one language; what has no translation is English. */
export interface LocalProduct {
  readonly id: number
  readonly name: string
  readonly price: string
  readonly sale: string | null
  readonly stock_quantity: number
  readonly details: ProductDetails
}

export const localName = sql<string>`coalesce(t.name, p.name)`
export const localDetails = sql<ProductDetails>`coalesce(t.details, p.details)`

/** Products (`p`) beside their translation (`t`) into a language. */
export const productsIn = (db: Database, locale: Locale) =>
  db
    .selectFrom('products as p')
    .leftJoin('product_translations as t', (join) =>
      join.onRef('t.product_id', '=', 'p.id').on(sql<boolean>`t.locale = ${locale}`),
    )

export const selectLocalProducts = (db: Database, locale: Locale) =>
  productsIn(db, locale).select([
    'p.id',
    'p.price',
    'p.sale',
    'p.stock_quantity',
    localName.as('name'),
    localDetails.as('details'),
  ])

export const findProduct = (db: Database, locale: Locale, id: number): Promise<LocalProduct | undefined> =>
  selectLocalProducts(db, locale).where('p.id', '=', id).executeTakeFirst()

/** Those of the ids that exist, by id. */
export const findProducts = async (
  db: Database,
  locale: Locale,
  ids: readonly number[],
): Promise<ReadonlyMap<number, LocalProduct>> => {
  if (ids.length === 0) return new Map()
  const found = await selectLocalProducts(db, locale)
    .where('p.id', 'in', [...new Set(ids)])
    .execute()
  return new Map(found.map((product) => [product.id, product]))
}
