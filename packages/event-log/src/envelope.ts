// How an event is stored: as a CloudEvent 1.0 in JSON, in the canonical form of RFC 8785, so that its bytes can be hashed.
// https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md, https://www.rfc-editor.org/rfc/rfc8785
import { canonicalJson } from './canonical-json.js'
import { type EventType, isEventType, parseEventData } from './catalogue.js'
import type { Actor, NewEvent, RecordedEvent } from './event.js'

/** CloudEvents has no null: what is not known is left out. */
interface CloudEvent {
  readonly specversion: '1.0'
  readonly id: string
  readonly source: string
  readonly type: EventType
  readonly subject: string
  readonly time: string
  readonly datacontenttype: 'application/json'
  readonly data: unknown
  readonly actorid?: string
  readonly actorrole: Actor['role']
  readonly clientname?: string
  readonly requestid?: string
  readonly traceparent?: string
  readonly causationid?: string
  readonly correlationid: string
  readonly observedat?: string
}

/** The bytes that are stored, as text. `source`: which platform says so, a URI reference. Throws ZodError for wrong data. */
export function toEnvelope(event: NewEvent, place: { stream: string; source: string }): string {
  const { context } = event
  const envelope: { [Key in keyof CloudEvent]: CloudEvent[Key] | undefined } = {
    specversion: '1.0',
    // As the database writes a UUID.
    id: event.id.toLowerCase(),
    source: place.source,
    type: event.type,
    subject: place.stream,
    time: event.occurredAt.toISOString(),
    datacontenttype: 'application/json',
    data: parseEventData(event.type, event.data),
    actorid: context.actor.id ?? undefined,
    actorrole: context.actor.role,
    clientname: context.client ?? undefined,
    requestid: context.requestId ?? undefined,
    traceparent: context.traceparent ?? undefined,
    causationid: context.causationId ?? undefined,
    correlationid: context.correlationId,
    observedat: context.observedAt?.toISOString(),
  }
  return canonicalJson(envelope)
}

/** A row of `events`, with its position where it was joined. */
export interface EventRow {
  readonly envelope: string
  readonly version: string
  readonly recorded_at: Date
  readonly hash: Buffer
  readonly position: string | null
}

/**
 * Data of a type that this version does not know (a newer one is writing too), or that does not fit its type, is given as
 * it stands: a follower must be able to go on.
 */
function readData({ type, data }: CloudEvent): unknown {
  if (!isEventType(type)) return data
  try {
    return parseEventData(type, data)
  } catch {
    return data
  }
}

/** The event that a row holds. */
export function toRecordedEvent(row: EventRow): RecordedEvent {
  const stored: CloudEvent = JSON.parse(row.envelope)
  return {
    id: stored.id,
    type: stored.type,
    data: readData(stored),
    stream: stored.subject,
    version: Number(row.version),
    position: row.position === null ? null : BigInt(row.position),
    occurredAt: new Date(stored.time),
    recordedAt: row.recorded_at,
    hash: row.hash,
    context: {
      actor: { id: stored.actorid ?? null, role: stored.actorrole },
      client: stored.clientname ?? null,
      requestId: stored.requestid ?? null,
      traceparent: stored.traceparent ?? null,
      causationId: stored.causationid ?? null,
      correlationId: stored.correlationid,
      observedAt: stored.observedat === undefined ? null : new Date(stored.observedat),
    },
  } as RecordedEvent
}
