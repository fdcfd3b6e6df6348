// Products by id: each is read once in a request, however many tickets and cart lines name it.
import { CodedError } from '@ticketing/service-kit'
import type { Language } from '@ticketing/session'
import type { GraphQLResolveInfo } from 'graphql'
import type { Offer, Pricing, ProductId, ProductRecord, ProductSight } from '../backend/product-record.js'
import { loadProduct } from '../backend/products.js'
import type { TicketingContext } from '../context.js'
import { asksAsOfNow, asksBeyond, READ_APART } from './asked-fields.js'
import { Product } from './product.type.js'
import { LANGUAGES } from './product-content.rules.js'
import { sightsOf } from './products-together.js'

const toFault = (fault: Error) => fault

// As of this request. The backend fetches one id at a time, so a batch is its single calls side by side.
const records = ({ loaders, ask, call }: TicketingContext, language: Language = call.language) =>
  loaders.get<ProductId, ProductRecord | null>(`product in ${language}`, (ids) =>
    Promise.all(ids.map((id) => loadProduct(ask, id, { language }).catch(toFault))),
  )

// To be displayed: as old as a list page, or as what is kept of the catalogue.
const sights = (context: TicketingContext) =>
  context.loaders.get<ProductId, ProductSight | null>('products together', (ids) => sightsOf(context, ids))

const noSuchProduct = () => new CodedError('NOT_FOUND', 'There is no such product.')

const KEYS: ReadonlySet<string> = new Set(['__typename', 'id', ...READ_APART])

/**
 * A product that something else names, with no more than what is asked of it; null without an id. Where only its
 * number is asked for nothing is read: no product is ever deleted.
 */
export async function namedProduct(
  context: TicketingContext,
  id: ProductId | null,
  info: GraphQLResolveInfo,
): Promise<Product | null> {
  if (id === null) return null
  const isAsOfNow = asksAsOfNow(info)
  if (!asksBeyond(KEYS, info)) return Product.bare(id, { together: !isAsOfNow })
  return isAsOfNow ? freshProduct(context, id) : productSight(context, id)
}

/** The product with this id as of this request; null without an id, and where there is none. */
export async function freshProduct(context: TicketingContext, id: ProductId | null): Promise<Product | null> {
  const record = id === null ? null : await records(context).load(id)
  return record && Product.of(record)
}

/** The same, to be displayed only: its price and what it says may be some seconds old. */
export async function productSight(context: TicketingContext, id: ProductId): Promise<Product | null> {
  const sight = await sights(context).load(id)
  return sight && Product.of(sight)
}

/** What the field `product` answers. One product is not looked for on lists. */
export async function askedProduct(
  context: TicketingContext,
  id: ProductId | null,
  info: GraphQLResolveInfo,
): Promise<Product | null> {
  if (id === null || asksAsOfNow(info)) return freshProduct(context, id)
  const record = await loadProduct(context.ask, id, { mayBeKept: true })
  return record && Product.of(record)
}

/** What a product costs and how many are left, as of this request. NOT_FOUND when it is gone. */
export async function offerOf(context: TicketingContext, { id }: Product): Promise<Offer> {
  return (await recordIn(context, id, context.call.language)).offer
}

/** What a product costs, where the product itself has not told: see `displayed` there. */
export async function pricingOf(context: TicketingContext, product: Product): Promise<Pricing> {
  if (!product.together) return offerOf(context, product)
  const sight = await sights(context).load(product.id)
  if (sight === null) throw noSuchProduct()
  return sight.displayed
}

/** The product in one language, as of this request. NOT_FOUND when it is gone. */
export async function recordIn(
  context: TicketingContext,
  id: ProductId,
  language: Language,
): Promise<ProductRecord> {
  const record = await records(context, language).load(id)
  if (record === null) throw noSuchProduct()
  return record
}

/** Has the product read anew, because it is about to be changed or has been. */
export function forgetProduct(context: TicketingContext, id: ProductId): void {
  for (const language of LANGUAGES) records(context, language).clear(id)
  sights(context).clear(id)
}

/** The product as a command has left it. */
export async function productAfter(context: TicketingContext, id: ProductId): Promise<Product> {
  forgetProduct(context, id)
  return Product.of(await recordIn(context, id, context.call.language))
}
