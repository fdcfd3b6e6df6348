/** Every operation of the double: method, path, rule. */
import type { Rule } from '../core/request.js'
import { cancelIntent } from '../rules/cancel-intent.js'
import { confirmIntent } from '../rules/confirm-intent.js'
import { createIntent } from '../rules/create-intent.js'
import { createRefund } from '../rules/create-refund.js'
import {
  listEvents,
  listIntents,
  listRefunds,
  retrieveCharge,
  retrieveEvent,
  retrieveIntent,
  retrieveRefund,
} from '../rules/read.js'
import { updateIntent } from '../rules/update-intent.js'

export interface Route {
  readonly method: 'get' | 'post'
  readonly path: string
  readonly rule: Rule
  /** A browser may call it, with a publishable key and the client secret. */
  readonly browser?: true
}

export const ROUTES: readonly Route[] = [
  { method: 'post', path: '/v1/payment_intents', rule: createIntent },
  { method: 'get', path: '/v1/payment_intents', rule: listIntents },
  { method: 'get', path: '/v1/payment_intents/:id', rule: retrieveIntent, browser: true },
  { method: 'post', path: '/v1/payment_intents/:id', rule: updateIntent },
  { method: 'post', path: '/v1/payment_intents/:id/confirm', rule: confirmIntent, browser: true },
  { method: 'post', path: '/v1/payment_intents/:id/cancel', rule: cancelIntent },
  { method: 'get', path: '/v1/charges/:id', rule: retrieveCharge },
  { method: 'post', path: '/v1/refunds', rule: createRefund },
  { method: 'get', path: '/v1/refunds', rule: listRefunds },
  { method: 'get', path: '/v1/refunds/:id', rule: retrieveRefund },
  { method: 'get', path: '/v1/events', rule: listEvents },
  { method: 'get', path: '/v1/events/:id', rule: retrieveEvent },
]
