import type { Database } from '../database/connect.js'
import type { Locale, ProductDetails } from '../database/tables.js'
import type { SignedInCall, Upload } from '../http/call.js'
import { at, type Input } from '../http/input.js'
import type { Services } from '../services.js'
import { languages } from './product-rules.js'

const textAt = (input: Input, path: string): string => String(at(input, path) ?? '')

const toDetails = (input: Input, language: Locale, image: string | null): ProductDetails => {
  const of = (key: string): string => `translations.${language}.product_details.${key}`
  return {
    places: Number(at(input, of('places'))),
    description: textAt(input, of('description')),
    date: textAt(input, of('date')),
    time: textAt(input, of('time')),
    location: textAt(input, of('location')),
    category: textAt(input, of('category')),
    image,
  }
}

/** A stock that is no number counts as none, as a cast to an integer does. */
const toStock = (sent: unknown): number => Number.parseInt(String(sent), 10) || 0

const toColumns = (input: Input, image: string | null, now: Date) => ({
  name: textAt(input, 'translations.en.name'),
  price: Number(input.price),
  sale: input.sale === null || input.sale === undefined ? null : Number(input.sale),
  stock_quantity: toStock(input.stock_quantity),
  details: JSON.stringify(toDetails(input, 'en', image)),
  updated_at: now,
})

const saveTranslations = async (db: Database, id: number, input: Input, image: string | null) => {
  for (const locale of languages) {
    if (locale === 'en') continue
    const name = textAt(input, `translations.${locale}.name`)
    const details = JSON.stringify(toDetails(input, locale, image))
    await db
      .insertInto('product_translations')
      .values({ product_id: id, locale, name, details })
      .onConflict((conflict) => conflict.columns(['product_id', 'locale']).doUpdateSet({ name, details }))
      .execute()
  }
}

const keepPicture = async (services: Services, upload: Upload): Promise<string> => {
  const ending = upload.name.split('.').at(-1)?.toLowerCase() ?? 'jpg'
  const name = `${services.uuid()}.${ending}`
  await services.files.write(['images', name], upload.bytes)
  return name
}

/** Writes a product in its three languages; a picture that came along stands in all of them. */
export const createProduct = async (services: Services, call: SignedInCall): Promise<void> => {
  const image = call.upload ? await keepPicture(services, call.upload) : null
  const now = services.now()
  await services.db.transaction().execute(async (db) => {
    const { id } = await db
      .insertInto('products')
      .values({ ...toColumns(call.body, image, now), created_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    await saveTranslations(db, id, call.body, image)
  })
}

/** Replaces everything but the picture, which stays unless another came along. */
export const replaceProduct = async (services: Services, call: SignedInCall, id: number): Promise<void> => {
  const uploaded = call.upload ? await keepPicture(services, call.upload) : undefined
  await services.db.transaction().execute(async (db) => {
    const old = await db
      .selectFrom('products')
      .select('details')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const image = uploaded ?? old.details.image
    await db
      .updateTable('products')
      .set(toColumns(call.body, image, services.now()))
      .where('id', '=', id)
      .execute()
    await saveTranslations(db, id, call.body, image)
  })
}
