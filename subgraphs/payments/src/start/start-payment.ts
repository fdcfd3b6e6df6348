// Starting a payment: from the caller's cart to a secret with which his browser pays exactly that cart.
import type { Amount } from '@ticketing/money'
import { CodedError, type HeldLock } from '@ticketing/service-kit'
import type { CallContext, Caller } from '@ticketing/session'
import { type Ask, askAsService, askWith, commandBase } from '../backend/ask.js'
import { readCart } from '../backend/cart.js'
import { findPaymentRecord } from '../backend/payment-records.js'
import { type OpenedPayment, openPayment } from '../backend/payments.js'
import type { PaymentMethod } from '../backend/words.js'
import { type PaymentsParts, required } from '../parts.js'
import type { Intent, Intents } from '../stripe/intents.js'
import {
  type CartVerdict,
  fingerprintOf,
  isChargeable,
  isStale,
  judgeCart,
  type Shortage,
} from './cart.rules.js'
import { closeRivals, supersedePayment } from './supersede.js'

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
  | { readonly kind: 'short'; readonly shortages: readonly Shortage[] }

/** The things at hand while one payment is started. */
interface Start {
  readonly parts: PaymentsParts
  readonly intents: Intents
  readonly call: CallContext
  readonly caller: Caller
  readonly ask: Ask
  readonly cartId: number
  readonly cart: Extract<CartVerdict, { kind: 'payable' }>
  readonly method: PaymentMethod
  /** Held until all is done. */
  readonly cartLock: HeldLock
}

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
    `cart:${cartId}`,
    { deadline: call.deadline, signal: call.signal },
    async (cartLock) => {
      const cart = await judgeOwnCart(ask, cartId)
      if (cart.kind !== 'payable') return cart
      if (!isChargeable(cart.total)) {
        throw new CodedError('BAD_USER_INPUT', 'A payment must be of 0.50 EUR or more.')
      }
      const start: Start = { parts, intents, call, caller, ask, cartId, cart, method, cartLock }
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

async function judgeOwnCart(ask: Ask, cartId: number): Promise<CartVerdict> {
  const cart = await readCart(ask)
  // The backend takes a token it does not know for a guest, and would hand out an empty cart.
  if (cart.id === null) throw new CodedError('UNAUTHENTICATED', 'Your session has ended; sign in again.')
  if (cart.id !== cartId) throw new CodedError('NOT_FOUND', 'You have no such cart.')
  return judgeCart(cart.lines)
}

async function openForCart(start: Start): Promise<OpenedPayment> {
  const first = await open(start)
  const intent = await start.intents.read(first.transactionId, start.call.deadline)
  if (intent.state === 'taken') throw justPaid()
  if (!(await isForAnother(start, first, intent))) return settle(start, first, intent)
  const { parts, call, cartLock } = start
  await supersedePayment(parts, { payment: first, intent, call, cartLock })
  const second = await open(start)
  if (second.uuid === first.uuid) {
    throw new CodedError('CONFLICT', 'An older payment for this cart could not be replaced; try again.')
  }
  return settle(start, second, await start.intents.read(second.transactionId, start.call.deadline))
}

const open = ({ ask, cartId, method }: Start) => openPayment(ask, { cartId, method })

const justPaid = () => new CodedError('CONFLICT', 'This cart has just been paid; look at your payments.')

// Always true for an intent that was cancelled: nobody can pay with it any more.
async function isForAnother(start: Start, payment: OpenedPayment, intent: Intent): Promise<boolean> {
  if (intent.state === 'cancelled') return true
  const known = await start.parts.started.find(payment.uuid)
  if (known?.superseded) return true
  const asked =
    known !== null && known.method !== null
      ? { frozen: known.fingerprint, method: known.method }
      : await askedOfBackend(start, payment)
  const { cart, method } = start
  const frozen = known?.fingerprint ?? asked?.frozen ?? null
  return isStale({ ...cart, method }, { frozen, method: asked?.method ?? null, charged: intent.minorUnits })
}

// The payment is the caller's: the backend opened it for his own cart, with his token.
async function askedOfBackend({ parts, call }: Start, payment: OpenedPayment) {
  if (parts.serviceAccount === null) return null
  const ask = askAsService(parts.backend, parts.serviceAccount, commandBase(call))
  const record = await findPaymentRecord(ask, payment.uuid)
  return record && { frozen: fingerprintOf(record.lines), method: record.method }
}

/** Remembers the payment, then makes Stripe charge the exact total: the backend cuts cents off. */
async function settle(start: Start, payment: OpenedPayment, intent: Intent): Promise<OpenedPayment> {
  const { parts, caller, cart, cartId, method, call } = start
  if (intent.state === 'taken') throw justPaid()
  await parts.started.save({
    uuid: payment.uuid,
    userId: caller.userId,
    cartId,
    intentId: payment.transactionId,
    fingerprint: cart.fingerprint,
    method,
    backendToken: caller.backendToken,
    minorUnits: cart.total.minorUnits,
  })
  await closeRivals(parts, { uuid: payment.uuid, cartId, deadline: call.deadline })
  if (intent.minorUnits !== cart.total.minorUnits) {
    await start.intents.correctAmount(intent.id, cart.total, call.deadline)
  }
  return payment
}
