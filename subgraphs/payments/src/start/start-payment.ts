// Starting a payment: from the caller's cart to a secret with which his browser pays exactly that cart.
import { cartStream } from '@ticketing/event-log'
import type { Amount } from '@ticketing/money'
import { CodedError } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'
import { askerOf } from '@ticketing/subgraph-kit'
import { type Ask, askWith, commandBase } from '../backend/ask.js'
import { type BackendCart, readCart } from '../backend/cart.js'
import type { OpenedPayment } from '../backend/payments.js'
import type { PaymentMethod } from '../backend/words.js'
import { type PaymentsParts, required } from '../parts.js'
import { isChargeable, judgeCart, type Shortage } from './cart.rules.js'
import { ownCartSettlers } from './cart.settle.js'
import { openForCart, type Start } from './open-for-cart.js'
import { type PaidBefore, settlePaidCart } from './paid-before.js'
import { recorded } from './recorded.js'
import type { StartArguments } from './start-payment.settle.js'

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
 * UNAUTHENTICATED when the backend no longer knows the caller, CONFLICT while the cart is being paid or changed.
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
  const { userId } = caller
  const ask = askWith(parts.backend, commandBase(call), caller.backendToken)
  const about: StartArguments = { user: userId, cart: cartId, method }
  const command = {
    stream: cartStream({ userId }),
    name: 'startPayment',
    arguments: about,
    asker: askerOf(call),
    deadline: call.deadline,
    signal: call.signal,
    // Those of the ticketing subgraph may have been left behind on this cart too, and the caller can look at it.
    settlers: ownCartSettlers({ userId, ask, log: parts.log }),
  }
  const ended = await parts.commands.run(command, (held) =>
    recorded((happened) => startAlone({ parts, intents, call, caller, ask, cartId, method, held, happened })),
  )
  if (ended.kind === 'failed') throw ended.fault
  return ended
}

type Alone = Omit<Start, 'cart' | 'lines'>

/** Nobody else is at work on the cart. */
async function startAlone(alone: Alone): Promise<StartOutcome> {
  const { lines } = await readOwnCart(alone.ask, alone.cartId)
  const paid = await settlePaidCart({ ...alone, lines })
  if (paid !== null) return { kind: 'paid', payment: paid }
  const cart = judgeCart(lines)
  if (cart.kind !== 'payable') return cart
  if (!isChargeable(cart.total)) {
    throw new CodedError('BAD_USER_INPUT', 'A payment must be of 0.50 EUR or more.')
  }
  const opening = await openForCart({ ...alone, lines, cart })
  return opening.kind === 'paid' ? opening : { ...opening, total: cart.total }
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
