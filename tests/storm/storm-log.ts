// The log as the processes of a storm open it.
import { type EventLog, openEventLog, type SealedEvent } from '@ticketing/event-log'
import type { Log } from '@ticketing/service-kit'

const PAGE = 1000

export const openStormLog = (url: string, log: Log) => openEventLog({ url, log })

/** All of the log as it is at the beginning of the reading, in its order. */
export async function readWhole(eventLog: EventLog): Promise<readonly SealedEvent[]> {
  const [newest] = await eventLog.readAll({ direction: 'backwards', limit: 1 })
  const events: SealedEvent[] = []
  while (events.length < Number(newest?.position ?? 0n)) {
    events.push(...(await eventLog.readAll({ after: events.at(-1)?.position ?? 0n, limit: PAGE })))
  }
  return events
}
