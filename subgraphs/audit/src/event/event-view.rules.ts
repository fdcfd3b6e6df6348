// What of an event whoever looks may see. Pure.
import {
  EVENT_TYPES,
  type EventType,
  isEventType,
  type JsonValue,
  type RecordedEvent,
} from '@ticketing/event-log'
import type { CallContext } from '@ticketing/session'
import { askerOf } from '@ticketing/subgraph-kit'
import { AuditActor, AuditEvent } from './audit-event.type.js'
import { outcomeOf } from './event-outcome.js'

/** Who looks. */
export interface Viewer {
  /** As an actor is named: the number of the account, or the mark of somebody who has none; null for guests. */
  readonly id: string | null
  readonly isAdmin: boolean
}

export const viewerOf = (call: CallContext): Viewer => ({
  id: askerOf(call).actor.id,
  isAdmin: call.caller?.role === 'ADMIN',
})

/**
 * What owners see of their own things: what happened, and what nobody can know. How commands were tried and refused
 * is for admins, and so is any type that does not stand here.
 */
const FOR_OWNERS: readonly EventType[] = [
  'CartItemSet',
  'CartCleared',
  'CartsMerged',
  'PaymentStarted',
  'PaymentSucceeded',
  'PaymentFailed',
  'PaymentRefunded',
  'TicketIssued',
  'TicketAdmitted',
  'TicketStatusSet',
  'CommandOutcomeUnknown',
]

/** All that this version knows: a newer one may be recording others beside it, which it has no words for. */
const ALL: readonly EventType[] = Object.keys(EVENT_TYPES).filter(isEventType)

export const typesFor = ({ isAdmin }: Viewer): readonly EventType[] => (isAdmin ? ALL : FOR_OWNERS)

/** Where an event names a person. */
const PEOPLE: readonly string[] = ['owner', 'user']

function payloadFor({ type, data }: RecordedEvent, viewer: Viewer): Record<string, unknown> {
  const told: Readonly<Record<string, JsonValue>> = data
  if (viewer.isAdmin) return { ...told }
  // Why it is unknown is said for operators.
  if (type === 'CommandOutcomeUnknown') return { command: data.command }
  const shown = Object.entries(told).map(([name, value]) =>
    PEOPLE.includes(name) && value !== viewer.id ? [name, null] : [name, value],
  )
  return Object.fromEntries(shown)
}

/** A fresh object. */
export function toAuditEvent(event: RecordedEvent, viewer: Viewer): AuditEvent {
  const { id, type, stream, version, position, recordedAt, occurredAt, context } = event
  const { role, id: actorId } = context.actor
  const actor = { role, id: viewer.isAdmin || actorId === viewer.id ? actorId : null }
  return Object.assign(new AuditEvent(), {
    id,
    type,
    outcome: outcomeOf(type),
    stream,
    version,
    position,
    actor: Object.assign(new AuditActor(), actor),
    client: context.client,
    requestId: context.requestId,
    correlationId: context.correlationId,
    causationId: context.causationId,
    recordedAt,
    occurredAt,
    observedAt: context.observedAt,
    payload: payloadFor(event, viewer),
  })
}
