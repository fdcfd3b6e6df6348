// One call of the database's function `append`.

import { CodedError, errorCodeOf } from '@ticketing/service-kit'
import { v5 } from 'uuid'
import { toEnvelope } from './envelope.js'
import type { NewEvent } from './event.js'
import type { Append, AppendResult } from './event-log.js'

type Answer =
  | { readonly versions: readonly number[]; readonly unclosed?: string; readonly command?: string }
  | { readonly conflict: string; readonly version: number; readonly open: boolean }

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

/** What the function is called with. */
export const toArgument = (batches: readonly Append[], source: string): string =>
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

/** Others recorded, by the same ids, all that a command has to tell: it is closed by saying so. */
function closingOf(batches: readonly Append[], stream: string, command: string): Append {
  const [first] = batches.flatMap((batch) => (batch.stream === stream ? batch.events : []))
  const closes = batches.find((batch) => batch.stream === stream)?.closes
  if (first === undefined || closes === undefined) throw new TypeError(`Nothing closes ${stream}`)
  const event: NewEvent<'CommandCompleted'> = {
    id: v5('recorded already', closes),
    type: 'CommandCompleted',
    data: { command, note: 'recorded already' },
    occurredAt: first.occurredAt,
    context: first.context,
  }
  return { stream, expected: 'any', closes, events: [event] }
}

async function appendAndClose(batches: readonly Append[], call: Call, source: string): Promise<AppendResult> {
  for (let left = batches, versions: readonly number[] | null = null; ; ) {
    const answer = await call(toArgument(left, source))
    if ('conflict' in answer) {
      const { conflict: stream, version, open } = answer
      return versions === null
        ? { kind: 'conflict', stream, version, open }
        : // Somebody else was faster to close it.
          { kind: 'appended', versions }
    }
    versions ??= answer.versions
    if (answer.unclosed === undefined) return { kind: 'appended', versions }
    left = [closingOf(batches, answer.unclosed, answer.command ?? '')]
  }
}

/** See EventLog.append. */
export async function append(batches: readonly Append[], call: Call, source: string): Promise<AppendResult> {
  check(batches)
  try {
    return await appendAndClose(batches, call, source)
  } catch (error) {
    if (errorCodeOf(error) !== UNIQUE_VIOLATION) throw error
    throw new CodedError('INTERNAL_SERVER_ERROR', 'Something went wrong on our side.', {
      operatorMessage: `An event's id is used elsewhere: ${String(error)}`,
      cause: error,
    })
  }
}
