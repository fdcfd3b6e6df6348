// For tests: the database and the event log of a process that is cut off from them.
import type { EventLog } from '@ticketing/event-log'
import { CodedError, type Database } from '@ticketing/service-kit'

export interface Cuttable {
  readonly database: Pick<Database, 'query'>
  readonly eventLog: EventLog
  /** From now on nothing is answered, until it is mended. */
  cut(): void
  mend(): void
}

export function cuttable({ database, eventLog }: Pick<Cuttable, 'database' | 'eventLog'>): Cuttable {
  let isCut = false
  const unlessCut =
    <Given extends unknown[], Answer>(ask: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      if (isCut) throw new CodedError('SERVICE_UNAVAILABLE', 'A part of the platform is down for the moment.')
      return ask(...given)
    }
  const query = async <Row>(sql: string, values?: unknown[]): Promise<Row[]> =>
    unlessCut(() => database.query<Row>(sql, values))()
  return {
    database: { query },
    eventLog: {
      ...eventLog,
      append: unlessCut(eventLog.append),
      readStream: unlessCut(eventLog.readStream),
      openIntent: unlessCut(eventLog.openIntent),
      abandonedIntents: unlessCut(eventLog.abandonedIntents),
      readAll: unlessCut(eventLog.readAll),
    },
    cut() {
      isCut = true
    },
    mend() {
      isCut = false
    },
  }
}
