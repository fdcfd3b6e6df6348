// One payment for exactly what is in the cart: the backend's pending one where it still fits, else a new one.
import { CodedError } from '@ticketing/service-kit'
import { orAnswered } from '../backend/answered.js'
import { type OpenedPayment, openPayment } from '../backend/payments.js'
import type { PaymentMethod } from '../backend/words.js'
import { paymentStarted } from '../payment-events.js'
import type { Intent } from '../stripe/intents.js'
import { beingPaid } from './being-paid.js'
import type { CartVerdict } from './cart.rules.js'
import { closeRivals } from './end-at-stripe.js'
import { isForAnother } from './is-for-another.js'
import type { CartToPay, PaidBefore } from './paid-before.js'
import { supersedePayment } from './supersede.js'

/** The things at hand while one payment is started. */
export interface Start extends CartToPay {
  readonly cart: Extract<CartVerdict, { kind: 'payable' }>
  readonly method: PaymentMethod
}

/** The payment that is open now, or the one with which the cart has been paid. */
export type Opening =
  | { readonly kind: 'started'; readonly payment: OpenedPayment }
  | { readonly kind: 'paid'; readonly payment: PaidBefore }

/** Throws CONFLICT while the cart is being paid, or when an older payment for it could not be replaced. */
export async function openForCart(start: Start): Promise<Opening> {
  const first = await open(start)
  const { intent, isOther } = await lookAt(start, first)
  if (intent.state === 'taken') return paidBy(first)
  if (!isOther) return handOut(start, first, intent)
  const { parts, intents, call, ask, held } = start
  const superseding = { payment: first, intent, intents, call, ask, cause: held.cause }
  if ((await supersedePayment(parts, superseding)) === 'paid') return paidBy(first)
  const second = await open(start)
  if (second.uuid === first.uuid) {
    throw new CodedError('CONFLICT', 'An older payment for this cart could not be replaced; try again.')
  }
  return handOut(start, second, null)
}

// Stripe has the money and the backend does not know yet: its webhook is on the way.
const paidBy = ({ uuid, status }: OpenedPayment): Opening => ({
  kind: 'paid',
  payment: { uuid, state: { status, paidAt: null } },
})

function open({ ask, cartId, method, held }: Start): Promise<OpenedPayment> {
  held.ensureAlone()
  return orAnswered(openPayment(ask, { cartId, method }))
}

function isOpened({ happened, caller, cartId, method, cart }: Start, { uuid }: OpenedPayment): void {
  happened(paymentStarted({ uuid, userId: caller.userId, cartId, method, amount: cart.total }))
}

async function lookAt(start: Start, payment: OpenedPayment) {
  try {
    const intent = await start.intents.read(payment.transactionId, start.call.deadline)
    if (intent.state === 'taken') return { intent, isOther: false }
    return { intent, isOther: await isForAnother(start, payment, intent) }
  } catch (fault) {
    // It is open all the same, and was opened just now, unless another client of the backend did.
    isOpened(start, payment)
    throw fault
  }
}

/** Remembers the payment, then makes Stripe charge the exact total: the backend cuts cents off. */
async function handOut(start: Start, payment: OpenedPayment, looked: Intent | null): Promise<Opening> {
  isOpened(start, payment)
  const { parts, intents, caller, cart, cartId, method, call } = start
  const { uuid, transactionId: intentId } = payment
  const { deadline } = call
  const intent = looked ?? (await intents.read(intentId, deadline))
  if (intent.state === 'taken') return paidBy(payment)
  if (intent.state === 'processing') throw beingPaid()
  const { fingerprint, total } = cart
  const { minorUnits } = total
  const { userId, backendToken } = caller
  await parts.started.save({ uuid, userId, cartId, intentId, fingerprint, method, backendToken, minorUnits })
  const paid = await closeRivals(parts, intents, { uuid, cartId, fingerprint, deadline })
  if (paid !== null) return { kind: 'paid', payment: { uuid: paid.uuid, state: null } }
  if (intent.minorUnits !== minorUnits) await intents.correctAmount(intentId, total, deadline)
  return { kind: 'started', payment }
}
