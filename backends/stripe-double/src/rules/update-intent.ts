/** POST /v1/payment_intents/:id */
import { checkAmount, parseCurrency } from '../core/currencies.js'
import type { PaymentIntent } from '../core/model.js'
import { mergeMetadata, readInteger, readText, refuseUnknown } from '../core/params.js'
import { answer, type Outcome, type RuleRequest } from '../core/request.js'
import { EDITABLE_PARAMS, readEdits } from './edit-intent.js'
import { findIntent, isOpen, unexpectedState } from './find-intent.js'
import { choosePaymentMethod } from './payment-method.js'

/** What was charged, or will never be, keeps its price and its card; notes may change at any time. */
const FROZEN_LATER = ['amount', 'currency', 'payment_method', 'payment_method_data']

export function updateIntent(request: RuleRequest): Outcome {
  const { params } = request
  refuseUnknown(params, [...EDITABLE_PARAMS, 'client_secret'])
  const current = findIntent(request)
  refuseFrozen(request, current)

  const currency = parseCurrency(readText(params, 'currency') ?? current.currency)
  const amount = readInteger(params, 'amount', 1) ?? current.amount
  if (amount !== current.amount || currency !== current.currency) checkAmount(amount, currency)
  const chosen = choosePaymentMethod(request)
  const intent: PaymentIntent = {
    ...current,
    amount,
    currency,
    metadata: mergeMetadata(params, current.metadata),
    ...readEdits(params),
    ...(chosen && { payment_method: chosen.kept.paymentMethod.id, status: 'requires_confirmation' as const }),
  }
  return answer(intent, [...(chosen?.changes ?? []), { kind: 'intent', intent }])
}

function refuseFrozen(request: RuleRequest, intent: PaymentIntent): void {
  const frozen = FROZEN_LATER.find((name) => request.params[name] !== undefined)
  if (frozen === undefined || isOpen(intent)) return
  const message = `This PaymentIntent's ${frozen} could not be updated because it has a status of ${intent.status}.`
  throw unexpectedState(request, intent, message)
}
