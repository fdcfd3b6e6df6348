// Everything about Stripe's webhooks, put together: the route that stores them and the worker behind it.
import { webhookStream } from '@ticketing/event-log'
import type { Database, Metrics } from '@ticketing/service-kit'
import type { RouteHandler } from '@ticketing/subgraph-kit'
import type { PaymentsParts } from '../parts.js'
import { asStripe, requestIdOf } from './asker.js'
import { type ClaimedWebhook, createInbox } from './inbox.js'
import { createInboxMetrics } from './inbox-metrics.js'
import type { WebhookPace } from './pace.js'
import { followReleases } from './releases.js'
import { startRepeating } from './repeating.js'
import { createStripeWebhook } from './stripe-webhook.js'
import { createWorkOff } from './work-off.js'
import { startWorker } from './worker.js'

const CENSUS_EVERY_MS = 5_000
const FORGET_EVERY_MS = 60 * 60 * 1000
const RECORDING_MS = 5_000

export interface WebhooksOptions {
  readonly database: Pick<Database, 'query'>
  readonly metrics: Metrics
  readonly pace: WebhookPace
  /** From 0 to 1. */
  readonly random: () => number
}

export interface Webhooks {
  /** POST /webhooks/stripe. */
  readonly route: RouteHandler
  /** Lets what is under way end, for a while. */
  close(): Promise<void>
}

const recordParked =
  ({ commands, now }: PaymentsParts) =>
  (webhook: ClaimedWebhook, reason: string): Promise<void> => {
    const { id, type: eventType, payment } = webhook
    const data = { webhook: id, eventType, payment, reason }
    const parked = { type: 'WebhookParked', stream: webhookStream(id), data } as const
    return commands.record([parked], { asker: asStripe(requestIdOf(id)), deadline: now() + RECORDING_MS })
  }

/** Begins to work at once. */
export function startWebhooks(parts: PaymentsParts, options: WebhooksOptions): Webhooks {
  const { eventLog, secrets, now, log } = parts
  const { pace, random } = options
  const inbox = createInbox(options.database)
  const metrics = createInboxMetrics(options.metrics)
  const worker = startWorker({
    inbox,
    work: createWorkOff(parts, pace),
    recordParked: recordParked(parts),
    onAttempt: metrics.count,
    pace,
    random,
    log,
  })
  const closing = [
    followReleases({ eventLog, inbox, everyMs: pace.releasesEveryMs, onRelease: worker.wake, log }),
    startRepeating({
      name: 'counting webhooks',
      everyMs: CENSUS_EVERY_MS,
      log,
      work: async () => metrics.show(await inbox.census()),
    }),
    startRepeating({
      name: 'forgetting webhooks',
      everyMs: FORGET_EVERY_MS,
      log,
      async work() {
        await inbox.forget(pace.rememberDays)
      },
    }),
    worker,
  ]
  const route = createStripeWebhook({
    secrets,
    inbox,
    storeWithinMs: pace.storeWithinMs,
    onStored: worker.wake,
    now,
    log,
  })
  return {
    route,
    async close() {
      await Promise.all(closing.map((part) => part.close()))
    },
  }
}
