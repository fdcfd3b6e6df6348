// Products by id: each is read once in a request, however many tickets and cart lines name it.
import { CodedError } from '@ticketing/service-kit'
import type { Language } from '@ticketing/session'
import type { Offer, Pricing, ProductId, ProductRecord } from '../backend/product-record.js'
import { loadProduct } from '../backend/products.js'
import type { TicketingContext } from '../context.js'
import { Product } from './product.type.js'
import { LANGUAGES } from './product-content.rules.js'

// The backend fetches one id at a time, so a batch is its single calls side by side.
const loaderOf = ({ loaders, ask, call }: TicketingContext, language: Language = call.language) =>
  loaders.get<ProductId, ProductRecord | null>(`product in ${language}`, (ids) =>
    Promise.all(ids.map((id) => loadProduct(ask, id, language).catch((fault: Error) => fault))),
  )

const noSuchProduct = () => new CodedError('NOT_FOUND', 'There is no such product.')

/** The product with this id; null without an id, and where there is none. */
export async function findProduct(context: TicketingContext, id: ProductId | null): Promise<Product | null> {
  const record = id === null ? null : await loaderOf(context).load(id)
  return record && Product.of(record)
}

/** What a product costs and how many are left, as of this request. NOT_FOUND when it is gone. */
export async function offerOf(context: TicketingContext, { id }: Product): Promise<Offer> {
  const record = await loaderOf(context).load(id)
  if (record === null) throw noSuchProduct()
  return record.offer
}

/** What a product costs: as its list page says, where it has come from one. */
export async function pricingOf(context: TicketingContext, product: Product): Promise<Pricing> {
  return product.displayed ?? (await offerOf(context, product))
}

/** The product in one language, as of this request. NOT_FOUND when it is gone. */
export async function recordIn(
  context: TicketingContext,
  id: ProductId,
  language: Language,
): Promise<ProductRecord> {
  const record = await loaderOf(context, language).load(id)
  if (record === null) throw noSuchProduct()
  return record
}

/** Has the product read anew, because it is about to be changed or has been. */
export function forgetProduct(context: TicketingContext, id: ProductId): void {
  for (const language of LANGUAGES) loaderOf(context, language).clear(id)
}

/** The product as a command has left it. */
export async function productAfter(context: TicketingContext, id: ProductId): Promise<Product> {
  forgetProduct(context, id)
  return Product.of(await recordIn(context, id, context.call.language))
}
