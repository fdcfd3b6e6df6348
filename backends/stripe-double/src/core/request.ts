/** What a rule is handed, and what it gives back. Rules are pure: time and randomness come with the request. */
import type { EventType, StripeEvent } from './model.js'
import type { Params } from './params.js'
import type { Change, State } from './state.js'

export interface RuleRequest {
  readonly state: State
  readonly params: Params
  /** The id in the path; '' where the path has none. */
  readonly id: string
  /** A browser holds only a publishable key and one client secret. */
  readonly caller: 'server' | 'browser'
  /** Epoch seconds. */
  readonly now: number
  readonly requestId: string
  readonly idempotencyKey: string | null
  /** Random letters and digits. */
  readonly newToken: (length: number) => string
}

export interface Outcome {
  readonly changes: readonly Change[]
  readonly status: number
  readonly body: object
}

/** Decides one request. Throws StripeFault when it is refused without a trace. */
export type Rule = (request: RuleRequest) => Outcome

export function answer(body: object, changes: readonly Change[] = []): Outcome {
  return { changes, status: 200, body }
}

/** A Stripe-like id: `pi_` and 24 letters and digits. */
export function newId(request: Pick<RuleRequest, 'newToken'>, prefix: string): string {
  return `${prefix}_${request.newToken(24)}`
}

/** The API version of the `stripe` package that this double is tested with; an account has one, whatever a request asks for. */
const API_VERSION = '2026-10-28.endive'

/** The event that tells of `object` as it is after the request. */
export function eventOf(
  request: RuleRequest,
  type: EventType,
  data: StripeEvent['data'],
): Extract<Change, { kind: 'event' }> {
  const event: StripeEvent = {
    id: newId(request, 'evt'),
    object: 'event',
    api_version: API_VERSION,
    created: request.now,
    data,
    livemode: false,
    pending_webhooks: 1,
    request: { id: request.requestId, idempotency_key: request.idempotencyKey },
    type,
  }
  return { kind: 'event', event }
}
