// Starting a payment: from the caller's cart to a secret with which his browser pays exactly that cart.
import type { Amount } from '@ticketing/money'
import { CodedError } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'
import { type Ask, askWith, commandBase } from '../backend/ask.js'
import { type BackendCart, readCart } from '../backend/cart.js'
import type { OpenedPayment } from '../backend/payments.js'
import type { PaymentMethod } from '../backend/words.js'
import { type PaymentsParts, required } from '../parts.js'
import { cartLock, isChargeable, judgeCart, type Shortage } from './cart.rules.js'
import { openForCart } from './open-for-cart.js'
import { type PaidBefore, settlePaidCart } from './paid-before.js'

/** What the customer wants to pay, and how. */
export interface StartPayment {
  readonly cartId: string
  readonly method: PaymentMethod
  readonly quoteId: string | null
}

/** How it went; anything else is thrown. */
export type StartOutcome =
  | { readonly kind: 'started'; readonly payment: OpenedPayment; readonly total: Amount }
  | { readonly kind: 'empty' }
  | { readonly kind: 'paid'; readonly payment: PaidBefore }
  | { readonly kind: 'short'; readonly shortages: readonly Shortage[] }

const FREE_IS_NO_WAY_TO_PAY =
  'A cart is not paid with FREE, which stands for tickets that were given away: ask for STRIPE or PAYPAL.'

/**
 * Starts a payment for the caller's own cart, one at a time for each cart. Throws NOT_FOUND for any other cart,
 * UNAUTHENTICATED when the backend no longer knows the caller, CONFLICT when the cart has just been paid.
 */
export async function startPayment(
  parts: PaymentsParts,
  call: CallContext,
  { cartId: cartIdText, method, quoteId }: StartPayment,
): Promise<StartOutcome> {
  const { caller } = call
  if (caller === null) throw new CodedError('UNAUTHENTICATED', 'Sign in to pay.')
  if (quoteId !== null) throw new CodedError('BAD_USER_INPUT', 'There is no such quote.')
  if (method === 'FREE') throw new CodedError('BAD_USER_INPUT', FREE_IS_NO_WAY_TO_PAY)
  const intents = required(parts.intents, 'STRIPE_SECRET_KEY')
  const cartId = parseCartId(cartIdText)
  const ask = askWith(parts.backend, commandBase(call), caller.backendToken)
  return parts.locks.withLock(
    cartLock(caller.userId),
    { deadline: call.deadline, signal: call.signal },
    async (held) => {
      const { lines } = await readOwnCart(ask, cartId)
      const payment = await settlePaidCart({ parts, intents, call, ask, cartId, lines })
      if (payment !== null) return { kind: 'paid', payment }
      const cart = judgeCart(lines)
      if (cart.kind !== 'payable') return cart
      if (!isChargeable(cart.total)) {
        throw new CodedError('BAD_USER_INPUT', 'A payment must be of 0.50 EUR or more.')
      }
      const start = { parts, intents, call, caller, ask, cartId, cart, method, cartLock: held }
      return { kind: 'started', payment: await openForCart(start), total: cart.total }
    },
  )
}

// A guest's cart has a UUID; only a user's, which has a number, can be paid.
function parseCartId(text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text)
  throw new CodedError(
    'BAD_USER_INPUT',
    'Only your own cart can be paid: sign in and give the id of that cart.',
  )
}

async function readOwnCart(ask: Ask, cartId: number): Promise<BackendCart> {
  const cart = await readCart(ask)
  // The backend takes a token it does not know for a guest, and would hand out an empty cart.
  if (cart.id === null) throw new CodedError('UNAUTHENTICATED', 'Your session has ended; sign in again.')
  if (cart.id !== cartId) throw new CodedError('NOT_FOUND', 'You have no such cart.')
  return cart
}
