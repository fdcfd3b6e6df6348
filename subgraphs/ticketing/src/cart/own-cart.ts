// The cart of whoever asks.
import type { Ask } from '../backend/ask.js'
import { type CartRecord, loadCart } from '../backend/carts.js'
import type { TicketingContext } from '../context.js'
import { callersCart } from './cart.rules.js'

/** The user's cart, or the guest's, read by `by`. UNAUTHENTICATED when the caller's token has ended. */
export async function loadOwnCart(
  { ask, call, sessions }: TicketingContext,
  by: Ask = ask,
): Promise<CartRecord> {
  const { caller } = call
  const cart = await loadCart(by)
  // With a token that has ended the backend does not say so, but shows a guest's cart.
  if (caller !== null && cart.userId === null) await sessions.endAllWith(caller.backendToken)
  return callersCart(cart, caller)
}
