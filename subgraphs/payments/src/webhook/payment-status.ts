// The state of a payment for which no client is asking.
import { CodedError } from '@ticketing/service-kit'
import { askAsService, askWith, type CallBase, orNull } from '../backend/ask.js'
import { findPaymentRecord } from '../backend/payment-records.js'
import { readPaymentState } from '../backend/payments.js'
import type { PaymentStatus } from '../backend/words.js'
import type { PaymentsParts } from '../parts.js'
import type { StartedPaymentRow } from '../started/started-payments.js'
import type { Verdict } from './relay.rules.js'

/** The payment that an event is about. */
export interface AskedPayment {
  readonly uuid: string
  readonly intentId: string | null
  readonly verdict: Verdict
  readonly known: StartedPaymentRow | null
}

/**
 * Through the service account, else with the token of the payer who started it here; null where neither knows the
 * payment. A backend that is down is thrown: an event must not be passed on blindly because of it.
 */
export async function readStatus(
  parts: PaymentsParts,
  base: CallBase,
  payment: AskedPayment,
): Promise<PaymentStatus | null> {
  const { uuid, known } = payment
  if (parts.serviceAccount !== null) {
    const record = await findPaymentRecord(askAsService(parts.backend, parts.serviceAccount, base), uuid)
    return record?.status ?? null
  }
  if (!known?.backendToken) return statusAtStripe(parts, base, payment)
  const ask = askWith(parts.backend, base, known.backendToken)
  try {
    return (await orNull(readPaymentState(ask, uuid)))?.status ?? null
  } catch (fault) {
    if (fault instanceof CodedError && fault.code === 'UNAUTHENTICATED')
      return statusAtStripe(parts, base, payment)
    throw fault
  }
}

// A card that was declined and one that was accepted later belong to one intent: a failure may be old news.
async function statusAtStripe(
  { intents }: PaymentsParts,
  base: CallBase,
  { intentId, verdict }: AskedPayment,
): Promise<PaymentStatus | null> {
  if (verdict === 'succeeded' || intents === null || intentId === null) return null
  const { state } = await intents.read(intentId, base.deadline)
  return state === 'taken' ? 'PAID' : null
}
