// Letting a parked event of Stripe go on. The payments subgraph follows the log for it.
import { type RecordedEvent, webhookStream } from '@ticketing/event-log'
import { CodedError } from '@ticketing/service-kit'
import { askerOf } from '@ticketing/subgraph-kit'
import type { AuditContext } from '../context.js'

const ATTEMPTS = 3

/** What the last word about a webhook is: the event by which it was parked or released; null: it was never parked. */
function lastWord(newestFirst: readonly RecordedEvent[]) {
  for (const event of newestFirst) {
    if (event.type === 'WebhookParked' || event.type === 'WebhookReleased') return event
  }
  return null
}

const isReleased = (event: RecordedEvent): boolean => event.type === 'WebhookReleased'

async function append({ eventLog, call, now, newId }: AuditContext, webhook: string, last: RecordedEvent) {
  const id = newId()
  const { correlationId } = last.context
  return eventLog.append([
    {
      stream: last.stream,
      expected: last.version,
      events: [
        {
          id,
          type: 'WebhookReleased',
          data: { webhook },
          occurredAt: new Date(now()),
          context: { ...askerOf(call), causationId: last.id, correlationId, observedAt: null },
        },
      ],
    },
  ])
}

/** The event of the release, which may have been recorded before. NOT_FOUND for what never was parked. */
export async function releaseWebhook(context: AuditContext, webhook: string): Promise<RecordedEvent> {
  const stream = webhookStream(webhook)
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const events = await context.eventLog.readStream(stream, { direction: 'backwards', limit: 100 })
    const last = lastWord(events)
    if (last === null) throw new CodedError('NOT_FOUND', 'There is no such webhook.')
    if (isReleased(last)) return last
    // Somebody else may be first: then theirs is the release.
    await append(context, webhook, events[0] ?? last)
  }
  throw new CodedError('CONFLICT', 'Another command is at work on the same thing; try again.')
}
