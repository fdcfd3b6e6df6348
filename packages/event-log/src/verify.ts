// Is the log whole? Recomputed here, from what is stored, without believing the functions that wrote it.
import { createHash } from 'node:crypto'
import type { Database } from '@ticketing/service-kit'
import { canonicalJson } from './canonical-json.js'
import { SHAPE_CHECKS } from './sql/shape-checks.js'

/** What can be wrong; `where` names the first place of it. */
export interface LogFault {
  readonly kind: 'hash' | 'form' | 'columns' | 'versions' | 'positions' | 'copies' | 'queue' | 'open intents'
  readonly where: string
}

/** `events`: how many were looked at one by one. No faults: the log is whole. */
export interface LogVerification {
  readonly events: bigint
  readonly faults: readonly LogFault[]
}

/** Of the events that are looked at one by one, by order of arrival; the rest is always about all of the log. */
export interface VerifyRange {
  readonly afterArrival?: bigint
  readonly onProgress?: (events: bigint) => void
}

interface StoredRow {
  readonly arrival: string
  readonly id: string
  readonly stream: string
  readonly type: string
  readonly actor_id: string | null
  readonly request_id: string | null
  readonly correlation_id: string
  readonly envelope: string
  readonly hash: Buffer
}

type Reader = Pick<Database, 'query'>

const BATCH = 2_000

function columnsAgree(row: StoredRow, envelope: Readonly<Record<string, unknown>>): boolean {
  return (
    envelope.id === row.id &&
    envelope.subject === row.stream &&
    envelope.type === row.type &&
    (envelope.actorid ?? null) === row.actor_id &&
    (envelope.requestid ?? null) === row.request_id &&
    envelope.correlationid === row.correlation_id
  )
}

function faultOf(row: StoredRow): LogFault['kind'] | null {
  if (!createHash('sha256').update(row.envelope).digest().equals(row.hash)) return 'hash'
  const envelope = JSON.parse(row.envelope)
  if (canonicalJson(envelope) !== row.envelope) return 'form'
  return columnsAgree(row, envelope) ? null : 'columns'
}

const readBatch = (reader: Reader, after: string): Promise<StoredRow[]> =>
  reader.query<StoredRow>(
    `SELECT arrival, id, stream, type, actor_id, request_id, correlation_id, envelope, hash
     FROM event_log.events WHERE arrival > $1 ORDER BY arrival LIMIT ${BATCH}`,
    [after],
  )

async function verifyEach(
  reader: Reader,
  { afterArrival = 0n, onProgress }: VerifyRange,
): Promise<LogVerification> {
  const faults = new Map<LogFault['kind'], LogFault>()
  let events = 0n
  let batch = await readBatch(reader, String(afterArrival))
  for (let last = batch.at(-1); last !== undefined; last = batch.at(-1)) {
    for (const row of batch) {
      const kind = faultOf(row)
      if (kind !== null && !faults.has(kind))
        faults.set(kind, { kind, where: `event ${row.id} of ${row.stream}` })
    }
    events += BigInt(batch.length)
    onProgress?.(events)
    batch = await readBatch(reader, last.arrival)
  }
  return { events, faults: [...faults.values()] }
}

async function verifyShape(reader: Reader): Promise<LogFault[]> {
  const faults: LogFault[] = []
  for (const { kind, sql } of SHAPE_CHECKS) {
    const [row] = await reader.query<{ found: string }>(sql)
    if (row !== undefined) faults.push({ kind, where: row.found })
  }
  return faults
}

/**
 * The first fault of each kind, at one moment: hashes and forms, columns, versions and positions without gaps, each event
 * sealed or waiting for it, open intents. Reads the whole log: tens of thousands of events a second.
 * Throws SERVICE_UNAVAILABLE while the database cannot be reached.
 */
export function verifyEventLog(database: Database, range: VerifyRange = {}): Promise<LogVerification> {
  return database.transaction(async (reader) => {
    await reader.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    await reader.query('SET LOCAL statement_timeout = 0')
    const each = await verifyEach(reader, range)
    return { events: each.events, faults: [...each.faults, ...(await verifyShape(reader))] }
  })
}
