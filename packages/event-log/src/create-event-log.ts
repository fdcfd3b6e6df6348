// The event log over a database: what is appended here is asked to be sealed soon.
import { type Database, type Log, openDatabase, toDatabaseFailure } from '@ticketing/service-kit'
import { append, type Call } from './append-call.js'
import type { EventLog } from './event-log.js'
import { follow } from './follow.js'
import {
  countPositions,
  readAbandonedIntents,
  readOpenIntent,
  readPositions,
  readStream,
} from './read-events.js'
import { createSealer } from './sealer.js'

/** `database` stays open when the log is closed. `source`: who records, a URI reference; default `/ticketing`. */
export interface CreateEventLogOptions {
  readonly database: Database
  readonly source?: string
  readonly log: Log
}

/** `url`: a service's; the schema must have been migrated. `max`: connections, default 10. */
export interface OpenEventLogOptions {
  readonly url: string
  readonly max?: number
  readonly source?: string
  readonly log: Log
}

/** `close` waits for what is under way; followers end by their signals, before. */
export type OpenedEventLog = EventLog & { close(): Promise<void> }

/** Prepared once a connection: planning costs more than running it. */
function callOf(database: Database): Call {
  return async (batches) => {
    try {
      const { rows } = await database.pool.query({
        name: 'event_log.append',
        text: 'SELECT event_log.append($1) AS answer',
        values: [batches],
      })
      return rows[0].answer
    } catch (error) {
      throw toDatabaseFailure(error)
    }
  }
}

export function createEventLog(options: CreateEventLogOptions): OpenedEventLog {
  const { database, source = '/ticketing', log } = options
  const sealer = createSealer({ database, log })
  const call = callOf(database)
  return {
    async append(batches) {
      const result = await append(batches, call, source)
      if (result.kind === 'appended') sealer.soon()
      return result
    },
    readStream: (stream, range) => readStream(database, stream, range),
    openIntent: (stream) => readOpenIntent(database, stream),
    abandonedIntents: (commands, limit) => readAbandonedIntents(database, { commands, limit }),
    async readAll(what = {}) {
      await sealer.seal()
      return readPositions(database, what)
    },
    async count(filter) {
      await sealer.seal()
      return countPositions(database, filter)
    },
    follow: (what) => follow({ database, sealer, log }, what),
    close: () => sealer.close(),
  }
}

/** With connections of its own. */
export function openEventLog({ url, max, ...options }: OpenEventLogOptions): OpenedEventLog {
  const database = openDatabase({ url, applicationName: 'event log', max, log: options.log })
  const eventLog = createEventLog({ database, ...options })
  return {
    ...eventLog,
    async close() {
      await eventLog.close()
      await database.close()
    },
  }
}
