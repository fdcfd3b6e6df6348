/** POST /v1/payment_intents/:id/confirm: by the seller's server, or by the buyer's browser. */
import type { StripeFault } from '../core/fault.js'
import type { PaymentIntent } from '../core/model.js'
import { readText, refuseUnknown } from '../core/params.js'
import type { Outcome, RuleRequest } from '../core/request.js'
import { attemptCharge } from './attempt-charge.js'
import { findIntent, isOpen, unexpectedState } from './find-intent.js'
import { type ChosenPaymentMethod, choosePaymentMethod } from './payment-method.js'

/** Most are accepted because clients send them, and change nothing here. */
export const CONFIRM_PARAMS: readonly string[] = [
  'payment_method',
  'payment_method_data',
  'payment_method_options',
  'payment_method_types',
  'receipt_email',
  'return_url',
  'off_session',
  'error_on_requires_action',
  'setup_future_usage',
  'shipping',
  'use_stripe_sdk',
  'mandate_data',
]

export function confirmIntent(request: RuleRequest): Outcome {
  refuseUnknown(request.params, [...CONFIRM_PARAMS, 'client_secret', 'key'])
  const current = findIntent(request)
  if (!isOpen(current)) {
    const message = `You cannot confirm this PaymentIntent because it has a status of ${current.status}.`
    throw unexpectedState(request, current, message)
  }
  const chosen = choosePaymentMethod(request) ?? attachedPaymentMethod(request, current)
  if (!chosen) throw noPaymentMethod(request, current)
  const receiptEmail = readText(request.params, 'receipt_email')
  const intent = receiptEmail === undefined ? current : { ...current, receipt_email: receiptEmail }
  const attempt = attemptCharge(request, intent, chosen.kept)
  return { ...attempt, changes: [...chosen.changes, ...attempt.changes] }
}

/** The card that an earlier create or update put on the intent. */
function attachedPaymentMethod(request: RuleRequest, intent: PaymentIntent): ChosenPaymentMethod | undefined {
  const kept = request.state.paymentMethods.get(intent.payment_method ?? '')
  return kept && { kept, changes: [] }
}

export function noPaymentMethod(request: RuleRequest, intent: PaymentIntent): StripeFault {
  const message = "You cannot confirm this PaymentIntent because it's missing a payment method."
  return unexpectedState(request, intent, message)
}
