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
}

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
export function isPassedOn({ verdict, status, superseded }: BeforeRelay): boolean {
  if (verdict === 'succeeded') return status !== 'PAID' && status !== 'REFUNDED'
  return !superseded && (status === 'PENDING' || status === null)
}
