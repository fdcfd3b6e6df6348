// For tests: what the log tells of one thing.
import type { EventLog, EventType, RecordedEvent } from '@ticketing/event-log'

type Log = { readonly eventLog: EventLog }

/** Types and data, in their order. */
export async function historyOf(
  { eventLog }: Log,
  stream: string,
): Promise<(readonly [EventType, object])[]> {
  return (await eventLog.readStream(stream)).map(({ type, data }) => [type, data])
}

/** The first event of this type in the stream, as soon as it is there. */
export async function whenRecorded(
  { eventLog }: Log,
  stream: string,
  type: EventType,
): Promise<RecordedEvent> {
  const following = new AbortController()
  const filter = { streams: [stream], types: [type] }
  try {
    for await (const [first] of eventLog.follow({ after: 0n, filter, signal: following.signal })) {
      if (first !== undefined) return first
    }
  } finally {
    following.abort()
  }
  throw new Error('the following ended')
}
