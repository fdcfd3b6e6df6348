// Whether an event of Stripe is passed on to the backend, which lets the latest one win, whatever came before. Pure.
import type { PaymentStatus } from '../backend/words.js'

/** What an event says of a payment. */
export type Verdict = 'succeeded' | 'failed'

/** What is known before an event is passed on; `status` is null where nobody may ask for it. */
export interface BeforeRelay {
  readonly verdict: Verdict
  readonly status: PaymentStatus | null
  /** A newer payment took this one's place. */
  readonly superseded: boolean
  /** A success of the same payment waits behind this event. */
  readonly overtaken: boolean
}

/** Why an event is not passed on: the backend knows already, or would undo what came later. */
export type NotPassedOn = 'ALREADY_PAID' | 'ALREADY_FAILED' | 'REFUNDED' | 'SUPERSEDED' | 'OVERTAKEN'

/** The verdict of an event type; null for the many types that say nothing about success. */
export function toVerdict(eventType: string): Verdict | null {
  switch (eventType) {
    case 'payment_intent.succeeded':
      return 'succeeded'
    case 'payment_intent.payment_failed':
      return 'failed'
    default:
      return null
  }
}

/**
 * Only what moves a payment forward: success for what is neither paid nor refunded, failure for what is still pending.
 * Late failures would undo a paid payment, late successes a refund. Money that was taken is never ignored.
 */
export function judgeRelay({ verdict, status, superseded, overtaken }: BeforeRelay): 'PASS_ON' | NotPassedOn {
  if (status === 'REFUNDED') return 'REFUNDED'
  if (status === 'PAID') return 'ALREADY_PAID'
  if (verdict === 'succeeded') return 'PASS_ON'
  if (superseded) return 'SUPERSEDED'
  if (status === 'FAILED') return 'ALREADY_FAILED'
  return overtaken ? 'OVERTAKEN' : 'PASS_ON'
}
