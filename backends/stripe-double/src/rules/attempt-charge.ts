/** One attempt to charge an intent: the test card decides. */
import type { Charge, PaymentError, PaymentIntent } from '../core/model.js'
import { answer, eventOf, newId, type Outcome, type RuleRequest } from '../core/request.js'
import type { KeptPaymentMethod } from '../core/state.js'
import { type Decline, findTestCard } from '../core/test-cards.js'
import { toCallerView } from './find-intent.js'

/** Succeeds with 200 and the intent, or declines with 402 and the reason; both leave a charge and an event. */
export function attemptCharge(request: RuleRequest, intent: PaymentIntent, kept: KeptPaymentMethod): Outcome {
  const decline = findTestCard(kept.cardName)?.decline
  const charge = toCharge(request, intent, { kept, decline })
  return decline ? declined(request, intent, { kept, decline, charge }) : succeeded(request, intent, charge)
}

function succeeded(request: RuleRequest, intent: PaymentIntent, charge: Charge): Outcome {
  const paid: PaymentIntent = {
    ...intent,
    status: 'succeeded',
    amount_received: intent.amount,
    last_payment_error: null,
    latest_charge: charge.id,
    payment_method: charge.payment_method,
  }
  return answer(toCallerView(request, paid), [
    { kind: 'charge', charge },
    { kind: 'intent', intent: paid },
    eventOf(request, 'payment_intent.succeeded', { object: paid }),
  ])
}

interface Declined {
  readonly kept: KeptPaymentMethod
  readonly decline: Decline
  readonly charge: Charge
}

function declined(request: RuleRequest, intent: PaymentIntent, { kept, decline, charge }: Declined): Outcome {
  const error: PaymentError = {
    type: 'card_error',
    code: decline.code,
    ...(decline.declineCode && { decline_code: decline.declineCode }),
    ...(decline.param && { param: decline.param }),
    message: decline.message,
    charge: charge.id,
    payment_method: kept.paymentMethod,
  }
  const failed: PaymentIntent = {
    ...intent,
    status: 'requires_payment_method',
    last_payment_error: error,
    latest_charge: charge.id,
    payment_method: null,
  }
  return {
    status: 402,
    body: { error: { ...error, payment_intent: toCallerView(request, failed) } },
    changes: [
      { kind: 'charge', charge },
      { kind: 'intent', intent: failed },
      eventOf(request, 'payment_intent.payment_failed', { object: failed }),
    ],
  }
}

interface ChargeInput {
  readonly kept: KeptPaymentMethod
  readonly decline: Decline | undefined
}

function toCharge(request: RuleRequest, intent: PaymentIntent, { kept, decline }: ChargeInput): Charge {
  const paid = decline === undefined
  return {
    id: newId(request, 'ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: paid ? intent.amount : 0,
    amount_refunded: 0,
    balance_transaction: paid ? newId(request, 'txn') : null,
    captured: paid,
    created: request.now,
    currency: intent.currency,
    description: intent.description,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    livemode: false,
    metadata: intent.metadata,
    paid,
    payment_intent: intent.id,
    payment_method: kept.paymentMethod.id,
    payment_method_details: { type: 'card', card: kept.paymentMethod.card },
    receipt_email: intent.receipt_email,
    refunded: false,
    status: paid ? 'succeeded' : 'failed',
  }
}
