// What an event of Stripe did to its payment, as it is recorded. Pure.
import { eventIds, type Outgoing, paymentStream } from '@ticketing/event-log'
import { failureCodeIn } from '../stripe/events.js'
import type { ClaimedWebhook } from './inbox.js'
import type { AskedPayment, PaymentSight } from './payment-sight.js'
import type { NotPassedOn } from './relay.rules.js'

interface Told {
  readonly webhook: Pick<ClaimedWebhook, 'id' | 'createdAt' | 'body'>
  readonly payment: Pick<AskedPayment, 'uuid' | 'verdict'>
}

/** Null when it changed nothing. Found changed already counts: whoever did it may have died before it was recorded. */
export function toPaymentEvent(
  { webhook, payment: { uuid, verdict } }: Told,
  outcome: 'PASSED_ON' | NotPassedOn,
  { owner, amount }: PaymentSight,
): Outgoing | null {
  if (verdict === 'succeeded') {
    if (outcome !== 'PASSED_ON' && outcome !== 'ALREADY_PAID') return null
    const money = amount && { minorUnits: String(amount.minorUnits), currency: amount.currency }
    return succeeded(uuid, { owner, amount: money, occurredAt: webhook.createdAt })
  }
  if (outcome !== 'PASSED_ON' && outcome !== 'ALREADY_FAILED') return null
  const reason = failureCodeIn(webhook.body)
  return failed(uuid, { webhook: webhook.id, owner, reason, occurredAt: webhook.createdAt })
}

/** Recorded once for a payment. `occurredAt`: when Stripe says so. */
export const succeeded = (
  payment: string,
  of: {
    readonly owner: string | null
    readonly amount: { readonly minorUnits: string; readonly currency: string } | null
    readonly occurredAt: Date
  },
): Outgoing => ({
  type: 'PaymentSucceeded',
  id: eventIds.paymentSucceeded(payment),
  stream: paymentStream(payment),
  data: { payment, owner: of.owner, amount: of.amount },
  occurredAt: of.occurredAt,
})

/** Recorded once for each event of Stripe. `reason`: Stripe's code, such as `card_declined`. */
export const failed = (
  payment: string,
  of: {
    readonly webhook: string
    readonly owner: string | null
    readonly reason: string | null
    readonly occurredAt: Date
  },
): Outgoing => ({
  type: 'PaymentFailed',
  id: eventIds.paymentFailed(payment, of.webhook),
  stream: paymentStream(payment),
  data: { payment, owner: of.owner, reason: of.reason },
  occurredAt: of.occurredAt,
})
