// Products by id: each is read once in a request, however many tickets and cart lines name it.
import { CodedError } from '@ticketing/service-kit'
import { loadProduct, type Offer, type ProductId, type ProductRecord } from '../backend/products.js'
import type { TicketingContext } from '../context.js'

// The backend fetches one id at a time, so a batch is its single calls side by side.
const loaderOf = ({ loaders, ask }: TicketingContext) =>
  loaders.get<ProductId, ProductRecord | null>('product', (ids) =>
    Promise.all(ids.map((id) => loadProduct(ask, id).catch((fault: Error) => fault))),
  )

/** Null when there is no such product. */
export function findProduct(context: TicketingContext, id: ProductId): Promise<ProductRecord | null> {
  return loaderOf(context).load(id)
}

/** What a product costs and how many are left, as of this request. NOT_FOUND when it is gone. */
export async function offerOf(context: TicketingContext, id: ProductId): Promise<Offer> {
  const product = await findProduct(context, id)
  if (product === null) throw new CodedError('NOT_FOUND', 'There is no such product any more.')
  return product.offer
}
