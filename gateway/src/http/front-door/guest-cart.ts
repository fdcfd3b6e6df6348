// A guest's cart is found by a UUID that the client keeps. A guest who has none is given one and told it.
import { headerOf, type Step } from '../exchange.js'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Stands after the caller is known: a signed-in caller needs no guest cart, but may bring one along to merge it. */
export function keepGuestCart(randomId: () => string): Step {
  return ({ request, headers, call }) => {
    const given = headerOf(request, 'x-guest-cart-id')
    const kept = given !== undefined && UUID.test(given) ? given : null
    call.guestCartId = kept
    if (call.caller !== null) return
    const id = kept ?? randomId()
    call.guestCartId = id
    call.guestCartIsNew = kept === null
    headers.push('x-guest-cart-id', id)
  }
}
