// The cart of whoever asks: read, and changed by one command at a time.
import { CodedError } from '@ticketing/service-kit'
import { alone } from '../alone.js'
import { type CartRecord, loadCart } from '../backend/carts.js'
import type { TicketingContext } from '../context.js'
import { callersCart } from './cart.rules.js'

/** The user's cart, or the guest's. UNAUTHENTICATED when the caller's token has ended. */
export async function loadOwnCart({ ask, call }: TicketingContext): Promise<CartRecord> {
  return callersCart(await loadCart(ask), call.caller)
}

// A user's cart is read before any command is sent: that is where a token that has ended shows.
async function ownCartId(context: TicketingContext): Promise<string> {
  const { caller, guestCartId } = context.call
  if (caller !== null) return (await loadOwnCart(context)).id
  if (guestCartId !== null) return guestCartId
  throw new CodedError('BAD_USER_INPUT', 'A guest names the cart in the header X-Guest-Cart-Id.')
}

/** Runs `change` alone on the caller's cart, over all instances, and reads the cart again. */
export async function changeOwnCart(
  context: TicketingContext,
  change: () => Promise<void>,
): Promise<CartRecord> {
  return alone(context, `cart:${await ownCartId(context)}`, async (ensureAlone) => {
    ensureAlone()
    await change()
    return loadOwnCart(context)
  })
}
