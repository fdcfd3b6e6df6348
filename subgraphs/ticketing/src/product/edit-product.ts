// Changes a product, one command at a time. The backend replaces a product as a whole, in all its languages.
import { alone } from '../alone.js'
import { patchPricing, replaceProduct } from '../backend/product-commands.js'
import type { Offer, ProductId } from '../backend/product-record.js'
import type { TicketingContext } from '../context.js'
import { forgetProduct, productAfter, recordIn } from './product.loader.js'
import type { Product } from './product.type.js'
import { type ProductEdits, withEdits } from './product-content.rules.js'

/** The lock of a product: held while it is replaced, and while its price or its picture is. */
const productLock = (id: ProductId): string => `product:${id}`

/**
 * Reads the product in its languages, puts the edits in and replaces it. NOT_FOUND when there is none. The price and
 * the stock go along as they have just been read, because the backend wants them too: what is sold in the instant
 * between the reading and the writing comes back on sale.
 */
export function editProduct(context: TicketingContext, id: ProductId, edits: ProductEdits): Promise<Product> {
  return alone(context, productLock(id), async (ensureAlone) => {
    forgetProduct(context, id)
    const [en, fr, de] = await Promise.all([
      recordIn(context, id, 'en'),
      recordIn(context, id, 'fr'),
      recordIn(context, id, 'de'),
    ])
    const contents = withEdits({ en, fr, de }, edits)
    ensureAlone()
    await replaceProduct(context.ask, id, { offer: en.offer, contents })
    return productAfter(context, id)
  })
}

/** Changes the given parts of the offer only. NOT_FOUND when there is no such product. */
export function priceProduct(
  context: TicketingContext,
  id: ProductId,
  offer: Partial<Offer>,
): Promise<Product> {
  return alone(context, productLock(id), async (ensureAlone) => {
    ensureAlone()
    await patchPricing(context.ask, id, offer)
    return productAfter(context, id)
  })
}
