// The events of a command: its intent, and what closes it. Pure.
import { v5 } from 'uuid'
import type { EventType } from '../catalogue.js'
import type { EventContext, NewEvent } from '../event.js'
import type { OpenIntent } from '../event-log.js'
import type { Command, Outcome, Outgoing, Settlement } from './commands.js'
import { correlationOf } from './correlation.js'

/** How a command ended. */
export type Ending =
  | { readonly events: readonly Outgoing[] }
  | { readonly refused: string }
  | { readonly nothing: string }
  | { readonly unknown: string }

/** What all events that close a command share. */
export interface Closer {
  readonly stream: string
  readonly command: string
  readonly intentId: string
  readonly context: EventContext
  readonly at: Date
}

/** Events by their streams. */
export type ByStream = ReadonlyMap<string, readonly NewEvent[]>

export function intentOf(
  command: Command,
  intent: { readonly id: string; readonly patienceMs: number; readonly at: Date },
): NewEvent<'CommandIntended'> {
  const { cause, asker } = command
  return {
    id: intent.id,
    type: 'CommandIntended',
    data: { command: command.name, arguments: command.arguments, patienceMs: intent.patienceMs },
    occurredAt: intent.at,
    context: {
      ...asker,
      causationId: cause?.causationId ?? null,
      correlationId: cause?.correlationId ?? correlationOf(asker, () => intent.id),
      observedAt: null,
    },
  }
}

/** For what the sender of a command tells of it. */
export function closerOf(intent: NewEvent<'CommandIntended'>, stream: string, at: Date): Closer {
  const context = { ...intent.context, causationId: intent.id, observedAt: null }
  return { stream, command: intent.data.command, intentId: intent.id, context, at }
}

/** For what was found out about it later. */
export function settlerOf({ stream, event }: OpenIntent, at: Date): Closer {
  const actor = { id: 'settler', role: 'SYSTEM' } as const
  const context = { ...event.context, actor, causationId: event.id, observedAt: at }
  return { stream, command: event.data.command, intentId: event.id, context, at }
}

export function endingOf(told: Outcome<unknown> | Exclude<Settlement, { kind: 'later' }>): Ending {
  if (!('kind' in told)) return told
  if (told.kind === 'unknown') return { unknown: told.reason }
  return told.kind === 'done' ? { events: told.events } : { refused: 'NOT_CARRIED_OUT' }
}

function outgoingOf(ending: Ending, { stream, command }: Closer): readonly Outgoing[] {
  if ('refused' in ending) return [{ type: 'CommandRefused', data: { command, reason: ending.refused } }]
  if ('nothing' in ending) return [{ type: 'CommandCompleted', data: { command, note: ending.nothing } }]
  if ('unknown' in ending) {
    return [{ type: 'CommandOutcomeUnknown', data: { command, reason: ending.unknown } }]
  }
  const own = ending.events.some((event) => (event.stream ?? stream) === stream)
  const completed = { type: 'CommandCompleted', data: { command, note: null } } as const
  return own ? ending.events : [completed, ...ending.events]
}

/** Ids that follow from the intent's: whoever closes it, and however often he tries, records each event once. */
function createIds(intentId: string): (stream: string, type: EventType) => string {
  const seen = new Map<string, number>()
  return (stream, type) => {
    const name = `${stream}\n${type}`
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return v5(`${name}\n${count}`, intentId)
  }
}

export function group(events: readonly { readonly stream: string; readonly event: NewEvent }[]): ByStream {
  const streams = new Map<string, NewEvent[]>()
  for (const { stream, event } of events) {
    const known = streams.get(stream)
    if (known === undefined) streams.set(stream, [event])
    else known.push(event)
  }
  return streams
}

/** What closes a command; its own stream is always among them. */
export function closingEvents(ending: Ending, closer: Closer): ByStream {
  const idOf = createIds(closer.intentId)
  return group(
    outgoingOf(ending, closer).map(({ type, data, stream = closer.stream, id, occurredAt = closer.at }) => ({
      stream,
      event: { id: id ?? idOf(stream, type), type, data, occurredAt, context: closer.context },
    })),
  )
}
