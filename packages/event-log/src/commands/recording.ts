// Recording what happened where nothing is sent: no intent, one append.

import type { EventContext } from '../event.js'
import type { Append } from '../event-log.js'
import type { Command, Outgoing } from './commands.js'
import { correlationOf } from './correlation.js'
import { group } from './events.js'
import type { CommandParts } from './parts.js'
import type { Waiting } from './waiting.js'

export interface RecordingParts extends Pick<CommandParts, 'now' | 'eventLog'> {
  readonly newId: () => string
  readonly waiting: Waiting
}

type Recorded = Outgoing & { readonly stream: string }

/** See Commands.record. */
export type RecordEvents = (
  events: readonly Recorded[],
  context: Pick<Command, 'asker' | 'deadline' | 'cause' | 'settlers'>,
) => Promise<void>

export function createRecording({ eventLog, now, newId, waiting }: RecordingParts): RecordEvents {
  function batchesOf(events: readonly Recorded[], context: EventContext): readonly Append[] {
    const at = new Date(now())
    const grouped = group(
      events.map(({ type, data, stream, id = newId(), occurredAt = at }) => ({
        stream,
        event: { id, type, data, occurredAt, context },
      })),
    )
    return [...grouped].map(([stream, own]) => ({ stream, expected: 'any', events: own }))
  }

  return async (events, { asker, cause, deadline, settlers }) => {
    const causationId = cause?.causationId ?? null
    const correlationId = cause?.correlationId ?? correlationOf(asker, newId)
    const batches = batchesOf(events, { ...asker, causationId, correlationId, observedAt: null })
    await waiting.appendByDeadline(() => () => eventLog.append(batches), { deadline, settlers })
  }
}
