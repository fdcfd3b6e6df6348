// Takes everything out of the caller's cart.
import type { Held } from '@ticketing/event-log'
import { type CartRecord, deleteCartLines, putCartLine } from '../backend/carts.js'
import type { TicketingContext } from '../context.js'
import { withoutTwins } from './cart.rules.js'
import { cleared } from './cart-events.js'
import { changeOwnCart } from './change-own-cart.js'
import { loadOwnCart } from './own-cart.js'

// The backend clears a user's cart only; a guest's is emptied line by line.
async function emptyGuestCart(context: TicketingContext, { ensureAlone }: Held): Promise<CartRecord | null> {
  const cart = await loadOwnCart(context)
  const lines = withoutTwins(cart.lines)
  for (const { product } of lines) {
    ensureAlone()
    await putCartLine(context.ask, product.id, 0)
  }
  return lines.length === 0 ? cart : null
}

async function emptyUsersCart({ ask }: TicketingContext, { ensureAlone }: Held): Promise<null> {
  ensureAlone()
  await deleteCartLines(ask)
  return null
}

/** The cart, empty. A guest's may be emptied in part when it fails. */
export async function clearOwnCart(context: TicketingContext): Promise<CartRecord> {
  const empty = context.call.caller === null ? emptyGuestCart : emptyUsersCart
  return changeOwnCart(context, {
    name: 'clearCart',
    send: (held) => empty(context, held),
    toEvent: cleared,
  })
}
