// Recording what happened behind our back, in the stream of the thing that it happened to.
import type { EventLog, NewEvent, RecordedEvent } from '@ticketing/event-log'
import type { Unseen } from './unseen.js'

/** `left`: somebody is at work on it, or was meanwhile; the next pass looks again. */
export type Recorded = { readonly kind: 'recorded'; readonly events: number } | { readonly kind: 'left' }

export interface RecordUnseenParts {
  readonly eventLog: Pick<EventLog, 'append' | 'readStream'>
  /** Epoch milliseconds. */
  readonly now: () => number
  /** A fresh UUID. */
  readonly newId: () => string
}

// All of a stream: the longest are of things that somebody tries again and again.
const WHOLE = 100_000

/** `newsOf` is given what the log knows. */
export async function recordUnseen(
  { eventLog, now, newId }: RecordUnseenParts,
  stream: string,
  newsOf: (events: readonly RecordedEvent[]) => readonly Unseen[] | Promise<readonly Unseen[]>,
): Promise<Recorded> {
  const known = await eventLog.readStream(stream, { limit: WHOLE })
  const last = known.at(-1)
  if (last?.type === 'CommandIntended') return { kind: 'left' }
  const news = await newsOf(known)
  if (news.length === 0) return { kind: 'recorded', events: 0 }
  const context = {
    actor: { id: 'reconciler', role: 'SYSTEM' },
    client: null,
    requestId: null,
    traceparent: null,
    causationId: null,
    correlationId: newId(),
    observedAt: new Date(now()),
  } as const
  const events = news.map(({ id, ...event }): NewEvent => ({ ...event, id: id ?? newId(), context }))
  const result = await eventLog.append([{ stream, expected: last?.version ?? 'none', events }])
  return result.kind === 'appended' ? { kind: 'recorded', events: events.length } : { kind: 'left' }
}
