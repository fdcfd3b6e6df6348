// The cart of whoever asks: read, and changed by one command at a time.
import { BackendError } from '@ticketing/backend-client'
import { CodedError } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'
import { alone } from '../alone.js'
import { type CartRecord, loadCart } from '../backend/carts.js'
import type { TicketingContext } from '../context.js'
import { callersCart } from './cart.rules.js'

/** The user's cart, or the guest's. UNAUTHENTICATED when the caller's token has ended. */
export async function loadOwnCart({ ask, call, sessions }: TicketingContext): Promise<CartRecord> {
  const { caller } = call
  const cart = await loadCart(ask)
  // With a token that has ended the backend does not say so, but shows a guest's cart.
  if (caller !== null && cart.userId === null) await sessions.endAllWith(caller.backendToken)
  return callersCart(cart, caller)
}

// A user has one cart, so its lock can be named without reading it. Payments take the same one.
function lockOf({ caller, guestCartId }: CallContext): string {
  if (caller !== null) return `cart:user:${caller.userId}`
  if (guestCartId !== null) return `cart:${guestCartId}`
  throw new CodedError('BAD_USER_INPUT', 'A guest names the cart in the header X-Guest-Cart-Id.')
}

const isRefusal = (fault: unknown): boolean =>
  fault instanceof BackendError && fault.status >= 400 && fault.status < 500

/**
 * Runs `change` alone on the caller's cart, over all instances, and reads the cart again. A token that has ended shows
 * then: its command went to a new guest's cart, which nobody has the id of.
 */
export async function changeOwnCart(
  context: TicketingContext,
  change: () => Promise<void>,
): Promise<CartRecord> {
  return alone(context, lockOf(context.call), async (ensureAlone) => {
    ensureAlone()
    try {
      await change()
    } catch (fault) {
      // What a stranger's cart was refused is nothing to tell the caller.
      if (context.call.caller !== null && isRefusal(fault)) await loadOwnCart(context)
      throw fault
    }
    return loadOwnCart(context)
  })
}
