// Whether the payment that the backend answered with is an older one, for something else than what is in the cart.
import { askAsService, commandBase } from '../backend/ask.js'
import { findPaymentRecord } from '../backend/payment-records.js'
import type { OpenedPayment } from '../backend/payments.js'
import type { Intent } from '../stripe/intents.js'
import { fingerprintOf, isStale } from './cart.rules.js'
import type { Start } from './open-for-cart.js'

/** Always true for an intent that was cancelled: nobody can pay with it any more. */
export async function isForAnother(start: Start, payment: OpenedPayment, intent: Intent): Promise<boolean> {
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
