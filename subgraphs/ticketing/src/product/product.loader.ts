// Products by id: each is read once in a request, however many tickets and cart lines name it.
import { CodedError } from '@ticketing/service-kit'
import { loadProduct, type Offer, type ProductId, type ProductRecord } from '../backend/products.js'
import type { TicketingContext } from '../context.js'
import { Product } from './product.type.js'

// The backend fetches one id at a time, so a batch is its single calls side by side.
const loaderOf = ({ loaders, ask }: TicketingContext) =>
  loaders.get<ProductId, ProductRecord | null>('product', (ids) =>
    Promise.all(ids.map((id) => loadProduct(ask, id).catch((fault: Error) => fault))),
  )

/** The product with this id; null without an id, and where there is none. */
export async function findProduct(context: TicketingContext, id: ProductId | null): Promise<Product | null> {
  const record = id === null ? null : await loaderOf(context).load(id)
  return record && Product.of(record)
}

/** What a product costs and how many are left, as of this request. NOT_FOUND when it is gone. */
export async function offerOf(context: TicketingContext, { id }: Product): Promise<Offer> {
  const record = await loaderOf(context).load(id)
  if (record === null) throw new CodedError('NOT_FOUND', 'There is no such product any more.')
  return record.offer
}
