/** POST /v1/payment_intents/:id/cancel */
import type { PaymentIntent } from '../core/model.js'
import { readChoice, refuseUnknown } from '../core/params.js'
import { answer, eventOf, type Outcome, type RuleRequest } from '../core/request.js'
import { findIntent, isOpen, unexpectedState } from './find-intent.js'

const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer', 'abandoned']

export function cancelIntent(request: RuleRequest): Outcome {
  refuseUnknown(request.params, ['cancellation_reason', 'client_secret'])
  const current = findIntent(request)
  if (!isOpen(current)) {
    const message = `You cannot cancel this PaymentIntent because it has a status of ${current.status}.`
    throw unexpectedState(request, current, message)
  }
  const intent: PaymentIntent = {
    ...current,
    status: 'canceled',
    canceled_at: request.now,
    cancellation_reason: readChoice(request.params, 'cancellation_reason', REASONS) ?? null,
  }
  return answer(intent, [
    { kind: 'intent', intent },
    eventOf(request, 'payment_intent.canceled', { object: intent }),
  ])
}
