import type { Database } from '../database/connect.js'
import type { Locale, ProductDetails } from '../database/tables.js'
import { events, pictureName, type SeedEvent } from './events.js'

const listedAt = new Date('2024-03-01T09:00:00Z')

const describe: Readonly<Record<Locale, (event: string, places: number) => string>> = {
  en: (event, places) => `${event}: ${places === 1 ? 'one seat' : `${places} seats side by side`}.`,
  fr: (event, places) => `${event} : ${places === 1 ? 'une place' : `${places} places côte à côte`}.`,
  de: (event, places) => `${event}: ${places === 1 ? 'ein Platz' : `${places} Plätze nebeneinander`}.`,
}

const toDetails = (event: SeedEvent, places: number, locale: Locale): ProductDetails => ({
  places,
  description: describe[locale](event.name[locale], places),
  date: event.date,
  time: event.time[locale],
  location: event.location,
  category: event.category[locale],
  image: pictureName(event),
})

/** A seeded product, as the seeded orders need it. */
export interface SeedProduct {
  readonly id: number
  readonly name: string
  readonly category: string
  readonly places: number
  readonly price: number
  readonly sale: number
}

const offers = events.flatMap((event) =>
  event.offers.map(([places, price, sale, stock]) => ({ event, places, price, sale, stock })),
)

/** Writes every event in each of its sizes and languages. */
export const seedProducts = async (db: Database): Promise<SeedProduct[]> => {
  const rows = await db
    .insertInto('products')
    .values(
      offers.map(({ event, places, price, sale, stock }) => ({
        name: event.name.en,
        price,
        sale,
        stock_quantity: stock,
        details: JSON.stringify(toDetails(event, places, 'en')),
        created_at: listedAt,
        updated_at: listedAt,
      })),
    )
    .returning('id')
    .execute()
  const products = offers.map((offer, i) => ({ ...offer, id: rows[i]?.id ?? 0 }))
  await db
    .insertInto('product_translations')
    .values(
      products.flatMap(({ id, event, places }) =>
        (['fr', 'de'] as const).map((locale) => ({
          product_id: id,
          locale,
          name: event.name[locale],
          details: JSON.stringify(toDetails(event, places, locale)),
        })),
      ),
    )
    .execute()
  return products.map(({ id, event, places, price, sale }) => ({
    id,
    name: event.name.en,
    category: event.category.en,
    places,
    price,
    sale: sale ?? 0,
  }))
}
