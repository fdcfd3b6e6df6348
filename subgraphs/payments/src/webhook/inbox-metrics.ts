// What operators see of the inbox.
import type { Metrics } from '@ticketing/service-kit'
import type { InboxCensus } from './inbox.js'
import type { Attempt } from './worker.js'

export interface InboxMetrics {
  /** Over all instances, as the database knows it. */
  show(census: InboxCensus): void
  /** By this process. */
  count(attempt: Attempt): void
}

export function createInboxMetrics(metrics: Pick<Metrics, 'gauge' | 'tally'>): InboxMetrics {
  const inbox = metrics.gauge(
    'payments_webhooks',
    'Events of Stripe that are not done, over all instances.',
    ['state'],
  )
  const oldest = metrics.gauge(
    'payments_webhooks_oldest_waiting_seconds',
    'Since the oldest event of Stripe that is neither done nor parked arrived; 0 when none waits.',
  )
  const attempts = metrics.tally('payments_webhook_attempts_total', 'Attempts on events of Stripe.', [
    'outcome',
  ])
  return {
    show({ waiting, parked, oldestWaitingSeconds }) {
      inbox.set({ state: 'waiting' }, waiting)
      inbox.set({ state: 'parked' }, parked)
      oldest.set(oldestWaitingSeconds)
    },
    count(attempt) {
      const outcome = attempt.kind === 'done' ? attempt.outcome : attempt.kind
      attempts.of({ outcome: outcome.toLowerCase() })()
    },
  }
}
