// What can be seen of a payment for which no client is asking.
import type { Amount } from '@ticketing/money'
import { CodedError } from '@ticketing/service-kit'
import { askAsService, askWith, type CallBase, orNull } from '../backend/ask.js'
import type { PaymentRecord } from '../backend/payment-record.parser.js'
import { findPaymentRecord } from '../backend/payment-records.js'
import { readPaymentState } from '../backend/payments.js'
import type { PaymentStatus } from '../backend/words.js'
import type { SettlingParts } from '../parts.js'
import type { StartedPaymentRow } from '../started/started-payments.js'
import type { Verdict } from './relay.rules.js'

/** The payment that an event is about. */
export interface AskedPayment {
  readonly uuid: string
  readonly intentId: string | null
  readonly verdict: Verdict
  readonly known: StartedPaymentRow | null
}

/** Null for what nobody may know. */
export interface PaymentSight {
  readonly status: PaymentStatus | null
  /** The number of the account that it belongs to. */
  readonly owner: string | null
  readonly amount: Amount | null
  readonly paidAt: Date | null
  /** How many tickets it is for. */
  readonly tickets: number | null
}

const ofRecord = ({ status, userId, amount, paidAt, lines }: PaymentRecord): PaymentSight => ({
  status,
  owner: userId === null ? null : String(userId),
  amount,
  paidAt,
  tickets: lines.reduce((sum, { quantity }) => sum + quantity, 0),
})

/**
 * Through the service account, else with the token of the payer who started it here; a status of null where neither
 * knows the payment. A backend that is down is thrown: an event must not be passed on blindly because of it.
 */
export async function readSight(
  parts: SettlingParts,
  base: CallBase,
  payment: AskedPayment,
): Promise<PaymentSight> {
  const { uuid, known } = payment
  const owner = known && String(known.userId)
  const unseen = { status: null, owner, amount: null, paidAt: null, tickets: null }
  if (parts.serviceAccount !== null) {
    const record = await findPaymentRecord(askAsService(parts.backend, parts.serviceAccount, base), uuid)
    return record === null ? unseen : ofRecord(record)
  }
  const state = await stateForPayer(parts, base, payment)
  if (state !== 'nobody') return { ...unseen, ...state }
  return { ...unseen, status: await statusAtStripe(parts, base, payment) }
}

/** Null: the payer has no such payment. `nobody`: it cannot be asked as the payer. */
async function stateForPayer({ backend }: SettlingParts, base: CallBase, { uuid, known }: AskedPayment) {
  if (!known?.backendToken) return 'nobody'
  try {
    return await orNull(readPaymentState(askWith(backend, base, known.backendToken), uuid))
  } catch (fault) {
    if (fault instanceof CodedError && fault.code === 'UNAUTHENTICATED') return 'nobody'
    throw fault
  }
}

// A card that was declined and one that was accepted later belong to one intent: a failure may be old news.
async function statusAtStripe(
  { intents }: SettlingParts,
  base: CallBase,
  { intentId, verdict }: AskedPayment,
): Promise<PaymentStatus | null> {
  if (verdict === 'succeeded' || intents === null || intentId === null) return null
  const { state } = await intents.read(intentId, base.deadline)
  return state === 'taken' ? 'PAID' : null
}
