// The one call that moves the money. It is never repeated; where its answer is a failure, it is looked whether it was made.
import { BackendError } from '@ticketing/backend-client'
import { type Amount, amount } from '@ticketing/money'
import { isAnswered, withKnownOutcome } from '../backend/answered.js'
import { type Ask } from '../backend/ask.js'
import type { PaymentRecord } from '../backend/payment-record.parser.js'
import { findPaymentRecord } from '../backend/payment-records.js'
import { type MadeRefund, refundPayment as sendRefund } from '../backend/payments.js'
import type { PaymentsParts } from '../parts.js'
import { judgeSentRefund } from './refund.rules.js'
import { readGivenBack } from './refunds-at-stripe.js'

interface Giving {
  readonly parts: PaymentsParts
  readonly ask: Ask
  readonly deadline: number
}

/** `before`: the payment as it was. Throws with `outcomeUnknown` when nobody can tell whether it was made. */
export async function giveBack(
  giving: Giving,
  before: PaymentRecord,
  { amount: asked }: { readonly amount: Amount },
): Promise<MadeRefund> {
  try {
    return await sendRefund(giving.ask, { paymentUuid: before.uuid, amount: asked })
  } catch (fault) {
    // Without an answer the backend may still be at work on it: only later can be told what it did.
    if (!isAnswered(fault) || fault.extensions.outcomeUnknown !== true) throw toRefundFailure(fault)
    return await lookAgain(giving, before, { asked, fault })
  }
}

// The backend calls Stripe before it writes down that it did, and answers the same failure in either case.
async function lookAgain(
  { parts, ask, deadline }: Giving,
  before: PaymentRecord,
  { asked, fault }: { readonly asked: Amount; readonly fault: BackendError },
): Promise<MadeRefund> {
  const record = await findPaymentRecord(ask, before.uuid).catch(() => null)
  if (record === null) throw toRefundFailure(fault)
  const none = amount(0n, 'EUR')
  const atStripe = await readGivenBack(parts, record, deadline).catch(() => 'silent' as const)
  if (atStripe === 'silent') throw toRefundFailure(fault)
  switch (judgeSentRefund({ asked, before: before.refundedAmount ?? none, record, atStripe })) {
    case 'made':
      return { ...record, refundedAmount: record.refundedAmount ?? asked }
    case 'not made':
      throw withKnownOutcome(fault)
    case 'unknown':
      throw toRefundFailure(fault)
  }
}

function toRefundFailure(fault: unknown): unknown {
  if (!(fault instanceof BackendError) || fault.extensions.outcomeUnknown !== true) return fault
  const message =
    'Nobody knows yet whether this refund was made. Look at what was refunded of the payment before trying again.'
  return new BackendError(fault.code, message, {
    status: fault.status,
    backendCode: fault.backendCode,
    retryable: false,
    extensions: { outcomeUnknown: true },
    operatorMessage: fault.message,
    cause: fault,
  })
}
