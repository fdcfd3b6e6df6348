// For tests: a command whose sender is gone.
import { randomUUID } from 'node:crypto'
import type { JsonValue } from '../catalogue.js'
import type { OpenIntent } from '../event-log.js'

export interface IntentFacts {
  readonly arguments?: Readonly<Record<string, JsonValue>>
  readonly recordedAt?: Date
  readonly patienceMs?: number
  readonly remainingMs?: number
}

/** Recorded at noon of 9 August 2024, with a patience of 10 s that is just over. */
export const openIntent = ({
  arguments: given = {},
  recordedAt = new Date('2024-08-09T12:00:00Z'),
  patienceMs = 10_000,
  remainingMs = 0,
}: IntentFacts = {}): OpenIntent => ({
  stream: 'thing:1',
  version: 1,
  remainingMs,
  event: {
    id: randomUUID(),
    type: 'CommandIntended',
    stream: 'thing:1',
    version: 1,
    position: null,
    recordedAt,
    occurredAt: recordedAt,
    hash: Buffer.alloc(32),
    data: { command: 'x', arguments: given, patienceMs },
    context: {
      actor: { id: '7', role: 'USER' },
      client: null,
      requestId: 'lost-request',
      traceparent: null,
      causationId: null,
      correlationId: 'lost-request',
      observedAt: null,
    },
  },
})
