// The log as the processes of a storm open it.
import { type EventLog, openEventLog, type SealedEvent } from '@ticketing/event-log'
import type { Log } from '@ticketing/service-kit'

const PAGE = 1000

export const openStormLog = (url: string, log: Log) => openEventLog({ url, log })

/** All of the log, in its order. */
export async function readWhole(eventLog: EventLog): Promise<readonly SealedEvent[]> {
  const events: SealedEvent[] = []
  for (;;) {
    const page = await eventLog.readAll({ after: events.at(-1)?.position ?? 0n, limit: PAGE })
    events.push(...page)
    if (page.length < PAGE) return events
  }
}
