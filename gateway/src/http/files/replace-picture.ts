// A new picture for a product. The backend takes a picture only together with the whole product in its three languages,
// so that is read first and sent back as it is. The picture then stands in all of them.
import type { BackendCall, BackendClient } from '@ticketing/backend-client'
import { CodedError } from '@ticketing/service-kit'
import { z } from 'zod'
import type { PictureType } from './picture-type.js'

const ROUTE = '/api/products/{product}'
const LANGUAGES = ['en', 'fr', 'de'] as const
const DETAILS = ['places', 'description', 'date', 'time', 'location', 'category'] as const

const text = z.string().nullish()
const answer = z.object({
  data: z.object({
    name: z.string(),
    price: z.number(),
    sale: z.number().nullable(),
    stock_quantity: z.int(),
    product_details: z.object({
      places: z.int().nullish(),
      description: text,
      date: text,
      time: text,
      location: text,
      category: text,
      image: text,
    }),
  }),
})

type Product = z.infer<typeof answer>['data']
type Backend = Pick<BackendClient, 'send'>

/** A picture that was looked at. */
export interface Picture {
  readonly bytes: Uint8Array
  readonly type: PictureType
}

async function readProduct(backend: Backend, product: number, call: BackendCall): Promise<Product> {
  return (await backend.send({ method: 'GET', route: ROUTE, params: { product }, answer }, call)).data
}

function toForm(english: Product, translations: readonly Product[], picture: Picture): FormData {
  const form = new FormData()
  form.set('price', String(english.price))
  // The backend shows "no discount" as 0 and takes it as nothing.
  form.set('sale', String(english.sale || ''))
  form.set('stock_quantity', String(english.stock_quantity))
  for (const [index, { name, product_details: details }] of translations.entries()) {
    const translation = `translations[${LANGUAGES[index]}]`
    form.set(`${translation}[name]`, name)
    for (const key of DETAILS) form.set(`${translation}[product_details][${key}]`, String(details[key] ?? ''))
  }
  const { bytes, type } = picture
  form.set('image', new File([bytes], `picture.${type.ending}`, { type: type.mediaType }))
  return form
}

/**
 * The file name that the backend gave the picture. Call it under the product's lock; `lost` is the lock's.
 * A sale between reading and sending is overwritten, stock included: the backend offers nothing narrower.
 */
export async function replacePicture(
  backend: Backend,
  { product, picture }: { readonly product: number; readonly picture: Picture },
  { call, lost }: { readonly call: BackendCall; readonly lost: AbortSignal },
): Promise<string> {
  const read = (language: BackendCall['language']) => readProduct(backend, product, { ...call, language })
  const translations = await Promise.all(LANGUAGES.map(read))
  if (lost.aborted)
    throw new CodedError('CONFLICT', 'Another command may be at work on this product; try again.')
  const [english] = translations
  if (english === undefined) throw new CodedError('INTERNAL_SERVER_ERROR', 'The product could not be read.')
  const body = toForm(english, translations, picture)
  await backend.send({ method: 'POST', route: ROUTE, params: { product }, body, answer: z.unknown() }, call)
  const { image } = (await read('en')).product_details
  if (typeof image !== 'string') {
    throw new CodedError('BACKEND_INVALID_RESPONSE', 'The ticketing backend did not keep the picture.')
  }
  return image
}
