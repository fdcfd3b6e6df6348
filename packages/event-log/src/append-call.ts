// One call of the database's function `append`.

import { CodedError, errorCodeOf } from '@ticketing/service-kit'
import { v5 } from 'uuid'
import { toEnvelope } from './envelope.js'
import type { NewEvent } from './event.js'
import type { Append, AppendResult } from './event-log.js'

type Answer =
  | { readonly versions: readonly number[] }
  | { readonly conflict: string; readonly version: number; readonly open: boolean }
  | { readonly unclosed: string; readonly command: string }

/** Calls the function with JSON. */
export type Call = (batches: string) => Promise<Answer>

const UNIQUE_VIOLATION = '23505'
const EXPECTED = { any: null, none: 0 } as const

function toRow(event: NewEvent, place: { stream: string; source: string }) {
  const intent = event.type === 'CommandIntended' ? (event as NewEvent<'CommandIntended'>).data : null
  return {
    id: event.id,
    type: event.type,
    actorId: event.context.actor.id,
    requestId: event.context.requestId,
    correlationId: event.context.correlationId,
    envelope: toEnvelope(event, place),
    ...(intent && { command: intent.command, patienceMs: intent.patienceMs }),
  }
}

const toArgument = (batches: readonly Append[], source: string): string =>
  JSON.stringify(
    batches.map(({ stream, expected, closes = null, events }) => ({
      stream,
      expected: typeof expected === 'number' ? expected : EXPECTED[expected],
      closes,
      events: events.map((event) => toRow(event, { stream, source })),
    })),
  )

function check(batches: readonly Append[]): void {
  if (new Set(batches.map(({ stream }) => stream)).size < batches.length) {
    throw new TypeError('A stream has more than one batch')
  }
  for (const { events } of batches) {
    if (events.length === 0) throw new TypeError('A batch has no events')
    if (events.slice(0, -1).some(({ type }) => type === 'CommandIntended')) {
      throw new TypeError('An intent is the last event of its batch')
    }
  }
}

/** Others recorded, by the same ids, all that the command has to tell: it is closed by saying so. */
function withClosing(batches: readonly Append[], stream: string, command: string): readonly Append[] {
  return batches.map((batch) => {
    const [first] = batch.events
    if (batch.stream !== stream || batch.closes === undefined || first === undefined) return batch
    const closing: NewEvent<'CommandCompleted'> = {
      id: v5('recorded already', batch.closes),
      type: 'CommandCompleted',
      data: { command, note: 'recorded already' },
      occurredAt: first.occurredAt,
      context: first.context,
    }
    return { ...batch, events: [...batch.events, closing] }
  })
}

const firstVersions = (versions: readonly number[], given: readonly Append[], sent: readonly Append[]) => {
  const rest = [...versions]
  return given.flatMap((batch, index) =>
    rest.splice(0, sent[index]?.events.length ?? 0).slice(0, batch.events.length),
  )
}

/** See EventLog.append. */
export async function append(batches: readonly Append[], call: Call, source: string): Promise<AppendResult> {
  check(batches)
  let sent = batches
  try {
    for (;;) {
      const answer = await call(toArgument(sent, source))
      if ('versions' in answer) {
        return { kind: 'appended', versions: firstVersions(answer.versions, batches, sent) }
      }
      if ('conflict' in answer) {
        return { kind: 'conflict', stream: answer.conflict, version: answer.version, open: answer.open }
      }
      sent = withClosing(sent, answer.unclosed, answer.command)
    }
  } catch (error) {
    if (errorCodeOf(error) !== UNIQUE_VIOLATION) throw error
    throw new CodedError('INTERNAL_SERVER_ERROR', 'Something went wrong on our side.', {
      operatorMessage: `An event's id is used elsewhere: ${String(error)}`,
      cause: error,
    })
  }
}
