// POST products, POST products/{product} and PATCH products/{product}/pricing, for admins.
import { noContent } from '@ticketing/backend-client'
import { toDecimal } from '@ticketing/money'
import type { Language } from '@ticketing/session'
import { z } from 'zod'
import type { Ask } from './ask.js'
import type { Offer, ProductId } from './product-record.js'

/** What a product is called and says in one language; the backend takes nothing less. */
export interface ProductContent {
  readonly name: string
  readonly description: string
  readonly category: string
  readonly location: string
  /** YYYY-MM-DD. */
  readonly date: string
  readonly startsAtText: string
  readonly places: number
}

/** A product as creating and replacing want it; the picture is not a part of it. */
export interface WholeProduct {
  readonly offer: Offer
  readonly contents: Readonly<Record<Language, ProductContent>>
}

// The backend takes prices and rates as JSON numbers. Within the limits of the rules each writes exactly its decimal.
function toBackendOffer({ listPrice, discountRate, stock }: Partial<Offer>): object {
  return {
    price: listPrice && Number(toDecimal(listPrice)),
    sale: discountRate === undefined ? undefined : Number(discountRate),
    stock_quantity: stock,
  }
}

function toBackendContent({ name, startsAtText, ...details }: ProductContent): object {
  return { name, product_details: { ...details, time: startsAtText } }
}

const toBackendProduct = ({ offer, contents }: WholeProduct): object => ({
  ...toBackendOffer(offer),
  translations: {
    en: toBackendContent(contents.en),
    fr: toBackendContent(contents.fr),
    de: toBackendContent(contents.de),
  },
})

/** Creates a product. The answer does not say which. */
export async function postProduct(ask: Ask, product: WholeProduct): Promise<void> {
  const body = toBackendProduct(product)
  await ask({ method: 'POST', route: '/api/products', body, answer: z.unknown() })
}

/** Replaces all of a product but its picture. */
export const replaceProduct = (ask: Ask, id: ProductId, product: WholeProduct): Promise<void> =>
  ask({
    method: 'POST',
    route: '/api/products/{product}',
    params: { product: id },
    body: toBackendProduct(product),
    answer: noContent,
  })

/** Changes the given parts of an offer and leaves the others alone. */
export const patchPricing = (ask: Ask, id: ProductId, offer: Partial<Offer>): Promise<void> =>
  ask({
    method: 'PATCH',
    route: '/api/products/{product}/pricing',
    params: { product: id },
    body: toBackendOffer(offer),
    answer: noContent,
  })
