// One payment for exactly what is in the cart: the backend's pending one where it still fits, else a new one.
import { CodedError, type HeldLock } from '@ticketing/service-kit'
import type { CallContext, Caller } from '@ticketing/session'
import { type Ask, askAsService, commandBase } from '../backend/ask.js'
import { findPaymentRecord } from '../backend/payment-records.js'
import { type OpenedPayment, openPayment } from '../backend/payments.js'
import type { PaymentMethod } from '../backend/words.js'
import type { PaymentsParts } from '../parts.js'
import type { Intent, Intents } from '../stripe/intents.js'
import { type CartVerdict, fingerprintOf, isStale } from './cart.rules.js'
import { justPaid } from './just-paid.js'
import { closeRivals, supersedePayment } from './supersede.js'

/** The things at hand while one payment is started. */
export interface Start {
  readonly parts: PaymentsParts
  readonly intents: Intents
  readonly call: CallContext
  readonly caller: Caller
  /** With the caller's own token. */
  readonly ask: Ask
  readonly cartId: number
  readonly cart: Extract<CartVerdict, { kind: 'payable' }>
  readonly method: PaymentMethod
  /** Held until all is done. */
  readonly cartLock: HeldLock
}

/** Throws CONFLICT when the cart has just been paid, or an older payment for it could not be replaced. */
export async function openForCart(start: Start): Promise<OpenedPayment> {
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
  await closeRivals(parts, {
    uuid: payment.uuid,
    cartId,
    fingerprint: cart.fingerprint,
    deadline: call.deadline,
  })
  if (intent.minorUnits !== cart.total.minorUnits) {
    await start.intents.correctAmount(intent.id, cart.total, call.deadline)
  }
  return payment
}
