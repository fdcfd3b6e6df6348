// Changes a product, one command at a time. The backend replaces a product as a whole, in all its languages.
import { type Held, type Outcome, productStream } from '@ticketing/event-log'
import { alone } from '../alone.js'
import { patchPricing, replaceProduct } from '../backend/product-commands.js'
import type { Offer, ProductId } from '../backend/product-record.js'
import type { TicketingContext } from '../context.js'
import { recordCommand } from '../record-command.js'
import { forgetProduct, productAfter, recordIn } from './product.loader.js'
import type { Product } from './product.type.js'
import { type ProductEdits, withEdits } from './product-content.rules.js'
import { factsOf, priceChanged, TEXTS_ONLY } from './product-events.js'

/** Runs `send` when nothing else changes the product: no other command, and no picture on its way through the gateway. */
async function onProduct(
  context: TicketingContext,
  id: ProductId,
  { ensureAlone }: Held,
  send: (ensureAlone: () => void) => Promise<void>,
): Promise<void> {
  await alone(context, `product:${id}`, (ensureLocked) =>
    send(() => {
      ensureAlone()
      ensureLocked()
    }),
  )
}

async function replace(
  context: TicketingContext,
  id: ProductId,
  edits: ProductEdits,
  ensureAlone: () => void,
): Promise<void> {
  forgetProduct(context, id)
  const [en, fr, de] = await Promise.all([
    recordIn(context, id, 'en'),
    recordIn(context, id, 'fr'),
    recordIn(context, id, 'de'),
  ])
  const contents = withEdits({ en, fr, de }, edits)
  ensureAlone()
  await replaceProduct(context.ask, id, { offer: en.offer, contents })
}

/**
 * Reads the product in its languages, puts the edits in and replaces it. NOT_FOUND when there is none. The price and
 * the stock go along as they have just been read, because the backend wants them too: what is sold in the instant
 * between the reading and the writing comes back on sale.
 */
export async function editProduct(
  context: TicketingContext,
  id: ProductId,
  edits: ProductEdits,
): Promise<Product> {
  const command = { stream: productStream(id), name: 'updateProduct', arguments: { product: id, edits } }
  await recordCommand(context, command, async (held): Promise<Outcome<void>> => {
    await onProduct(context, id, held, (ensureAlone) => replace(context, id, edits, ensureAlone))
    return { value: undefined, nothing: TEXTS_ONLY }
  })
  return productAfter(context, id)
}

/** Changes the given parts of the offer only. NOT_FOUND when there is no such product. */
export async function priceProduct(
  context: TicketingContext,
  id: ProductId,
  offer: Partial<Offer>,
): Promise<Product> {
  const facts = factsOf(offer)
  const command = {
    stream: productStream(id),
    name: 'updateProductPricing',
    arguments: { product: id, ...facts },
  }
  await recordCommand(context, command, async (held): Promise<Outcome<void>> => {
    await onProduct(context, id, held, async (ensureAlone) => {
      ensureAlone()
      await patchPricing(context.ask, id, offer)
    })
    return { value: undefined, events: [priceChanged(id, facts)] }
  })
  return productAfter(context, id)
}
