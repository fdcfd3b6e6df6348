// What is read of the log, as SQL.
import type { Database } from '@ticketing/service-kit'
import { type EventRow, toRecordedEvent } from './envelope.js'
import type { RecordedEvent, SealedEvent } from './event.js'
import type { EventFilter, OpenIntent, ReadAllOptions, ReadStreamOptions } from './event-log.js'
import { isUnstorable, toConditions } from './filter-conditions.js'

type Reader = Pick<Database, 'query'>

const COLUMNS = 'e.envelope, e.version, e.recorded_at, e.hash'
const DEFAULT_LIMIT = 1000

/** See EventLog.readStream. */
export async function readStream(
  database: Reader,
  stream: string,
  { direction = 'forwards', from, to, limit = DEFAULT_LIMIT }: ReadStreamOptions = {},
): Promise<readonly RecordedEvent[]> {
  if (isUnstorable(stream)) return []
  const [least, most] = direction === 'forwards' ? [from, to] : [to, from]
  const rows = await database.query<EventRow>(
    `SELECT ${COLUMNS}, p.position FROM event_log.events e LEFT JOIN event_log.positions p USING (arrival)
     WHERE e.stream = $1 AND e.version BETWEEN $2 AND $3
     ORDER BY e.version ${direction === 'forwards' ? 'ASC' : 'DESC'} LIMIT $4`,
    [stream, least ?? 1, most ?? Number.MAX_SAFE_INTEGER, limit],
  )
  return rows.map(toRecordedEvent)
}

/** See EventLog.readAll; does not seal. */
export async function readPositions(
  database: Reader,
  { after, direction = 'forwards', filter = {}, limit = DEFAULT_LIMIT }: ReadAllOptions,
): Promise<readonly SealedEvent[]> {
  const { sql, values } = toConditions(filter)
  const forwards = direction === 'forwards'
  const place =
    after === undefined ? 'true' : `p.position ${forwards ? '>' : '<'} $${values.push(String(after))}`
  const rows = await database.query<EventRow>(
    `SELECT ${COLUMNS}, p.position
     FROM (SELECT p.position, p.arrival FROM event_log.positions p WHERE ${place} AND ${sql}
           ORDER BY p.position ${forwards ? 'ASC' : 'DESC'} LIMIT $${values.push(limit)}) p
     JOIN event_log.events e USING (arrival) ORDER BY p.position ${forwards ? 'ASC' : 'DESC'}`,
    values,
  )
  return rows.map((row) => toRecordedEvent(row) as SealedEvent)
}

/** See EventLog.count; does not seal. */
export async function countPositions(database: Reader, filter: EventFilter): Promise<number> {
  const { sql, values } = toConditions(filter)
  const rows = await database.query<{ count: string }>(
    `SELECT count(*) FROM event_log.positions p WHERE ${sql}`,
    values,
  )
  return Number(rows[0]?.count)
}

const OPEN = `
  SELECT ${COLUMNS}, NULL AS position,
    ceil(extract(epoch FROM o.open_until - clock_timestamp()) * 1000)::float8 AS remaining_ms
  FROM event_log.open_intents o JOIN event_log.events e USING (stream, version)`

interface OpenRow extends EventRow {
  readonly remaining_ms: number
}

function toOpenIntent(row: OpenRow): OpenIntent {
  const event = toRecordedEvent(row) as OpenIntent['event']
  return { stream: event.stream, version: event.version, event, remainingMs: row.remaining_ms }
}

/** See EventLog.openIntent. */
export async function readOpenIntent(database: Reader, stream: string): Promise<OpenIntent | null> {
  const [row] = await database.query<OpenRow>(`${OPEN} WHERE o.stream = $1`, [stream])
  return row === undefined ? null : toOpenIntent(row)
}

/** See EventLog.abandonedIntents. */
export async function readAbandonedIntents(
  database: Reader,
  { commands, limit }: { readonly commands: readonly string[]; readonly limit: number },
): Promise<readonly OpenIntent[]> {
  const rows = await database.query<OpenRow>(
    `${OPEN} WHERE o.open_until <= clock_timestamp() AND o.command = ANY ($1) ORDER BY o.open_until LIMIT $2`,
    [commands, limit],
  )
  return rows.map(toOpenIntent)
}
