/** POST /v1/payment_intents */
import { checkAmount, parseCurrency } from '../core/currencies.js'
import { badParameter } from '../core/fault.js'
import type { PaymentIntent } from '../core/model.js'
import {
  mergeMetadata,
  type Params,
  readChoice,
  readFlag,
  readInteger,
  readNested,
  readText,
  refuseUnknown,
} from '../core/params.js'
import { answer, eventOf, newId, type Outcome, type RuleRequest } from '../core/request.js'
import { attemptCharge } from './attempt-charge.js'
import { CONFIRM_PARAMS, noPaymentMethod } from './confirm-intent.js'
import { EDITABLE_PARAMS, readEdits } from './edit-intent.js'
import { choosePaymentMethod } from './payment-method.js'

const PARAMS = [
  ...EDITABLE_PARAMS,
  ...CONFIRM_PARAMS,
  'confirm',
  'capture_method',
  'confirmation_method',
  'automatic_payment_methods',
  'statement_descriptor',
  'statement_descriptor_suffix',
  'transfer_group',
]

/** With `confirm=true` the first attempt to charge is made at once. */
export function createIntent(request: RuleRequest): Outcome {
  const { params } = request
  refuseUnknown(params, PARAMS)
  const blank = toIntent(request)
  const confirm = readFlag(params, 'confirm') === true
  const chosen = choosePaymentMethod(request)
  if (confirm && !chosen) throw noPaymentMethod(request, blank)

  const intent: PaymentIntent = chosen
    ? { ...blank, payment_method: chosen.kept.paymentMethod.id, status: 'requires_confirmation' }
    : blank
  const created = [
    ...(chosen?.changes ?? []),
    { kind: 'intent', intent } as const,
    eventOf(request, 'payment_intent.created', { object: intent }),
  ]
  if (!confirm || !chosen) return answer(intent, created)
  const attempt = attemptCharge(request, intent, chosen.kept)
  return { ...attempt, changes: [...created, ...attempt.changes] }
}

function toIntent(request: RuleRequest): PaymentIntent {
  const { params } = request
  const { amount, currency } = readPrice(params)
  const id = newId(request, 'pi')
  return {
    id,
    object: 'payment_intent',
    amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    automatic_payment_methods: readAutomatic(params),
    canceled_at: null,
    cancellation_reason: null,
    // Manual capture is not played: saying so beats a charge that never comes.
    capture_method:
      readChoice(params, 'capture_method', ['automatic', 'automatic_async']) ?? 'automatic_async',
    client_secret: `${id}_secret_${request.newToken(25)}`,
    confirmation_method: readConfirmationMethod(params),
    created: request.now,
    currency,
    customer: null,
    description: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    metadata: mergeMetadata(params, {}),
    next_action: null,
    payment_method: null,
    payment_method_options: { card: { request_three_d_secure: 'automatic' } },
    payment_method_types: ['card'],
    processing: null,
    receipt_email: null,
    setup_future_usage: null,
    shipping: null,
    statement_descriptor: readText(params, 'statement_descriptor') ?? null,
    statement_descriptor_suffix: readText(params, 'statement_descriptor_suffix') ?? null,
    status: 'requires_payment_method',
    transfer_group: readText(params, 'transfer_group') ?? null,
    ...readEdits(params),
  }
}

function readPrice(params: Params): { amount: number; currency: string } {
  const amount = readInteger(params, 'amount', 1)
  if (amount === undefined)
    throw badParameter('amount', 'parameter_missing', 'Missing required param: amount.')
  const text = readText(params, 'currency')
  if (typeof text !== 'string') {
    throw badParameter('currency', 'parameter_missing', 'Missing required param: currency.')
  }
  const currency = parseCurrency(text)
  checkAmount(amount, currency)
  return { amount, currency }
}

function readConfirmationMethod(params: Params): 'automatic' {
  readChoice(params, 'confirmation_method', ['automatic'])
  return 'automatic'
}

/** Automatic is the default unless the payment method types were named. */
function readAutomatic(params: Params): PaymentIntent['automatic_payment_methods'] {
  const asked = readNested(params, 'automatic_payment_methods')
  const enabled = asked ? readFlag(asked, 'enabled') === true : params.payment_method_types === undefined
  return enabled ? { allow_redirects: 'always', enabled } : null
}
