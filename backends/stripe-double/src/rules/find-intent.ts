/** Finds the intent a request names, and decides how much of it the caller may see. */
import { badParameter, missing, StripeFault } from '../core/fault.js'
import type { IntentStatus, PaymentIntent } from '../core/model.js'
import { readText } from '../core/params.js'
import type { RuleRequest } from '../core/request.js'

/** A browser proves by the client secret that the intent is its own; a server may send it too, then it must fit. */
export function findIntent(request: RuleRequest): PaymentIntent {
  const intent = request.state.intents.get(request.id)
  const secret = readText(request.params, 'client_secret')
  if (request.caller === 'browser' && (secret === undefined || secret === null)) {
    throw badParameter('client_secret', 'parameter_missing', 'Missing required param: client_secret.')
  }
  if (!intent) throw missing('payment_intent', request.id, 'intent')
  if (typeof secret === 'string' && secret !== intent.client_secret) {
    const message = 'The client_secret provided does not match the client_secret of this PaymentIntent.'
    throw badParameter('client_secret', 'payment_intent_invalid_parameter', message)
  }
  return intent
}

const OPEN: readonly IntentStatus[] = ['requires_payment_method', 'requires_confirmation']

export function isOpen(intent: PaymentIntent): boolean {
  return OPEN.includes(intent.status)
}

/** 400 when something is asked of an intent that its status does not allow. */
export function unexpectedState(request: RuleRequest, intent: PaymentIntent, message: string): StripeFault {
  const payment_intent = toCallerView(request, intent)
  return new StripeFault(400, { code: 'payment_intent_unexpected_state', message, payment_intent })
}

/** What a publishable key may see of an intent: nothing of the seller's own notes. */
export function toCallerView(request: RuleRequest, intent: PaymentIntent): object {
  if (request.caller === 'server') return intent
  const {
    metadata: _metadata,
    latest_charge: _latestCharge,
    amount_received: _amountReceived,
    transfer_group: _transferGroup,
    statement_descriptor: _descriptor,
    statement_descriptor_suffix: _suffix,
    ...visible
  } = intent
  return visible
}
