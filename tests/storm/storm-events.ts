// The events of a log storm: of a type that there is, with what the checker must know in their fields.
import { randomUUID } from 'node:crypto'
import type { Append, Asker, EventData, ExpectedVersion, NewEvent, SealedEvent } from '@ticketing/event-log'
import type { Line } from './evidence.js'

const BY_THE_WAY = 'by the way'
const SEPARATOR = ' of '

/** `deed`: null for what may stand more than once. */
export const toData = (stream: string, deed: string | null): EventData<'CartItemSet'> => ({
  cart: stream,
  owner: null,
  product: deed ?? BY_THE_WAY,
  quantity: 1,
})

export const askerOf = (name: string): Asker => ({
  actor: { id: name, role: 'USER' },
  client: 'storm',
  requestId: null,
  traceparent: null,
})

/** How many events for a stream, and what it is at. */
export interface Part {
  readonly stream: string
  readonly expected: ExpectedVersion
  readonly count: number
}

/** One append with new events, which say what they belong to. `cause`: the event that led to them. */
export function newAppend(by: string, cause: string | null, parts: readonly Part[]): readonly Append[] {
  const size = parts.reduce((sum, { count }) => sum + count, 0)
  const context = {
    ...askerOf(by),
    causationId: cause,
    correlationId: `${size}${SEPARATOR}${randomUUID()}`,
    observedAt: null,
  }
  const newEvent = (stream: string): NewEvent => ({
    id: randomUUID(),
    type: 'CartItemSet',
    data: toData(stream, randomUUID()),
    occurredAt: new Date(),
    context,
  })
  return parts.map(({ stream, expected, count }) => ({
    stream,
    expected,
    events: Array.from({ length: count }, () => newEvent(stream)),
  }))
}

function togetherOf(correlationId: string): Line['together'] {
  const [size, append] = correlationId.split(SEPARATOR)
  return append === undefined ? null : { append, size: Number(size) }
}

/** What the checker sees of an event of a log storm. */
export function toLine(event: SealedEvent): Line {
  const product = event.type === 'CartItemSet' ? event.data.product : BY_THE_WAY
  return {
    position: event.position,
    stream: event.stream,
    version: event.version,
    id: event.id,
    type: event.type,
    causationId: event.context.causationId,
    deed: product === BY_THE_WAY ? null : product,
    together: togetherOf(event.context.correlationId),
    hash: event.hash.toString('hex'),
  }
}
