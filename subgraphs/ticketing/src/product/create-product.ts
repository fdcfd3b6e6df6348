// Creates a product and finds out which it is: the backend does not say.

import { alone } from '../alone.js'
import { readAllPages } from '../backend/all-pages.js'
import { postProduct, type WholeProduct } from '../backend/product-commands.js'
import type { ListedProduct, ProductId } from '../backend/product-record.js'
import { loadProductPage } from '../backend/products.js'
import { carriedOutUnseen } from '../carried-out-unseen.js'
import type { TicketingContext } from '../context.js'
import { createdIn, freshQuery, turnAt } from './created-product.rules.js'
import { productAfter } from './product.loader.js'
import type { Product } from './product.type.js'

/** How often a list that does not show the product yet is asked for in another way. */
const LOOKS = 3

type Found = ReadonlyMap<number, ListedProduct>

/** All products with this name in English. Another `turn` asks for another list, which has not just been given. */
function listNamed({ ask }: TicketingContext, name: string, turn: number): Promise<Found> {
  const { perPage, ...order } = freshQuery(turn)
  const from = { list: 'all', search: { name, ...order }, language: 'en' } as const
  return readAllPages((page, size) => loadProductPage(ask, from, page, size), { perPage })
}

async function findCreated(
  context: TicketingContext,
  name: string,
  before: Found,
): Promise<ProductId | null> {
  const turn = turnAt(context.now(), 'after')
  for (let look = 0; look < LOOKS; look += 1) {
    const created = createdIn(await listNamed(context, name, turn + 2 * look), before, name)
    if (created !== null) return created
  }
  return null
}

const UNSEEN =
  'The product was created, but could not be found. Do not create it again: look for it in allProducts in half a minute.'

/**
 * Creates the product, alone over all instances, and finds it as the new one of its name.
 * BACKEND_INVALID_RESPONSE with `carriedOut: true` when it was created and could not be found.
 */
export function createProduct(context: TicketingContext, product: WholeProduct): Promise<Product> {
  const { name } = product.contents.en
  return alone(context, 'products', async (ensureAlone) => {
    const before = await listNamed(context, name, turnAt(context.now(), 'before'))
    ensureAlone()
    await postProduct(context.ask, product)
    try {
      const id = await findCreated(context, name, before)
      if (id !== null) return await productAfter(context, id)
    } catch (fault) {
      throw carriedOutUnseen(UNSEEN, fault)
    }
    throw carriedOutUnseen(UNSEEN)
  })
}
