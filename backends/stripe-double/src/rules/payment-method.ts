/** Turns what a request says about the card into a payment method. */
import { badParameter, missing, StripeFault } from '../core/fault.js'
import { type Params, readNested, readText } from '../core/params.js'
import { newId, type RuleRequest } from '../core/request.js'
import type { Change, KeptPaymentMethod } from '../core/state.js'
import { findTestCard } from '../core/test-cards.js'

export interface ChosenPaymentMethod {
  readonly kept: KeptPaymentMethod
  /** A test card makes a new payment method; one used before makes none. */
  readonly changes: readonly Change[]
}

/** From `payment_method` (a test card or an id given before) or `payment_method_data[card][token]`; undefined when neither is sent. */
export function choosePaymentMethod(request: RuleRequest): ChosenPaymentMethod | undefined {
  const name = readText(request.params, 'payment_method') ?? cardNameOfToken(request.params)
  if (name === undefined) return undefined
  const known = request.state.paymentMethods.get(name)
  if (known) return { kept: known, changes: [] }
  const kept = fromTestCard(request, name)
  return { kept, changes: [{ kind: 'payment-method', ...kept }] }
}

/** `tok_visa` is the same card as `pm_card_visa`. */
function cardNameOfToken(params: Params): string | undefined {
  const method = readNested(params, 'payment_method_data')
  if (!method) return undefined
  if (readText(method, 'type') !== 'card') {
    throw new StripeFault(400, { message: 'Only cards are known here.', param: 'payment_method_data[type]' })
  }
  const token = readText(readNested(method, 'card') ?? {}, 'token')
  if (typeof token !== 'string') {
    const param = 'payment_method_data[card][token]'
    throw badParameter(param, 'parameter_missing', `Missing required param: ${param}.`)
  }
  return token.replace(/^tok_/, 'pm_card_')
}

function fromTestCard(request: RuleRequest, name: string): KeptPaymentMethod {
  const testCard = findTestCard(name)
  if (!testCard) throw missing('PaymentMethod', name, 'payment_method')
  const { brand, last4, country, funding } = testCard
  return {
    cardName: name,
    paymentMethod: {
      id: newId(request, 'pm'),
      object: 'payment_method',
      type: 'card',
      card: { brand, last4, country, funding, exp_month: 12, exp_year: 2034 },
      billing_details: { address: null, email: null, name: null, phone: null },
      created: request.now,
      customer: null,
      livemode: false,
      metadata: {},
    },
  }
}
