/** POST /v1/refunds: gives back a part or all of what a charge still holds. */
import { badParameter, missing, StripeFault } from '../core/fault.js'
import type { Charge, Refund } from '../core/model.js'
import { mergeMetadata, readChoice, readInteger, readText, refuseUnknown } from '../core/params.js'
import { answer, eventOf, newId, type Outcome, type RuleRequest } from '../core/request.js'
import { unexpectedState } from './find-intent.js'

const PARAMS = ['payment_intent', 'charge', 'amount', 'reason', 'metadata']
const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer']

/** Without an `amount` all that is left goes back. The refund succeeds at once. */
export function createRefund(request: RuleRequest): Outcome {
  refuseUnknown(request.params, PARAMS)
  const charge = findCharge(request)
  const amount = readRefundAmount(request, charge)
  const refund = toRefund(request, charge, amount)
  const amountRefunded = charge.amount_refunded + amount
  const after: Charge = {
    ...charge,
    amount_refunded: amountRefunded,
    refunded: amountRefunded === charge.amount_captured,
  }
  const previous_attributes = { amount_refunded: charge.amount_refunded, refunded: charge.refunded }
  return answer(refund, [
    { kind: 'refund', refund },
    { kind: 'charge', charge: after },
    eventOf(request, 'refund.created', { object: refund }),
    eventOf(request, 'charge.refunded', { object: after, previous_attributes }),
  ])
}

/** The paid charge that the request names, itself or through its intent. */
function findCharge(request: RuleRequest): Charge {
  const intentId = readText(request.params, 'payment_intent')
  const chargeId = readText(request.params, 'charge')
  if (typeof intentId === 'string') return chargeOfIntent(request, intentId)
  if (typeof chargeId !== 'string') {
    const message =
      'One of the following params should be provided for this request: payment_intent or charge.'
    throw badParameter('payment_intent', 'parameter_missing', message)
  }
  const charge = request.state.charges.get(chargeId)
  if (!charge) throw missing('charge', chargeId, 'charge')
  if (!charge.paid)
    throw badParameter('charge', 'charge_not_refundable', `Charge ${chargeId} did not succeed.`)
  return charge
}

function chargeOfIntent(request: RuleRequest, intentId: string): Charge {
  const intent = request.state.intents.get(intentId)
  if (!intent) throw missing('payment_intent', intentId, 'payment_intent')
  const charge = request.state.charges.get(intent.latest_charge ?? '')
  if (intent.status === 'succeeded' && charge) return charge
  const message = `This PaymentIntent (${intentId}) does not have a successful charge to refund.`
  throw unexpectedState(request, intent, message)
}

function readRefundAmount(request: RuleRequest, charge: Charge): number {
  const left = charge.amount_captured - charge.amount_refunded
  const amount = readInteger(request.params, 'amount', 1) ?? left
  if (left === 0) {
    const message = `Charge ${charge.id} has already been refunded.`
    throw new StripeFault(400, { code: 'charge_already_refunded', message })
  }
  if (amount > left) {
    const message = `Refund amount (${amount} ${charge.currency}) is greater than unrefunded amount on charge (${left} ${charge.currency})`
    throw new StripeFault(400, { message, param: 'amount' })
  }
  return amount
}

function toRefund(request: RuleRequest, charge: Charge, amount: number): Refund {
  return {
    id: newId(request, 're'),
    object: 'refund',
    amount,
    balance_transaction: newId(request, 'txn'),
    charge: charge.id,
    created: request.now,
    currency: charge.currency,
    metadata: mergeMetadata(request.params, {}),
    payment_intent: charge.payment_intent,
    reason: readChoice(request.params, 'reason', REASONS) ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  }
}
