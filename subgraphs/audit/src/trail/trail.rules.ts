// From the words of the graph to those of the log. Pure.
import {
  type EventFilter,
  type EventType,
  paymentStream,
  productStream,
  ticketStream,
} from '@ticketing/event-log'
import { CodedError } from '@ticketing/service-kit'
import type { AuditFilter } from './trail.type.js'

const MAX_STREAMS = 100

function streamsOf({ streams, paymentUuid, ticketToken, productId }: AuditFilter): readonly string[] | null {
  const named = [
    ...(streams ?? []),
    ...(paymentUuid == null ? [] : [paymentStream(paymentUuid)]),
    ...(ticketToken == null ? [] : [ticketStream(ticketToken)]),
    ...(productId == null ? [] : [productStream(productId)]),
  ]
  return streams == null && named.length === 0 ? null : named
}

/** `known`: the types where none are given. BAD_USER_INPUT for more than 100 streams, and for a time that ends before it begins. */
export function toEventFilter(
  filter: AuditFilter | null | undefined,
  known: readonly EventType[],
): EventFilter {
  const { types, actorId, requestId, correlationId, from, to } = filter ?? {}
  const streams = filter ? streamsOf(filter) : null
  if (streams !== null && streams.length > MAX_STREAMS) {
    throw new CodedError('BAD_USER_INPUT', '{argument} has at most {most} entries.', {
      values: { argument: 'streams', most: MAX_STREAMS },
    })
  }
  if (from != null && to != null && from > to) {
    throw new CodedError('BAD_USER_INPUT', '{argument}.from is not after {argument}.to.', {
      values: { argument: 'filter' },
    })
  }
  return {
    ...(streams === null ? {} : { streams }),
    types: types ?? known,
    ...(actorId == null ? {} : { actorId }),
    ...(requestId == null ? {} : { requestId }),
    ...(correlationId == null ? {} : { correlationId }),
    ...(from == null ? {} : { from }),
    ...(to == null ? {} : { to }),
  }
}
