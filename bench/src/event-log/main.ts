// `node dist/event-log/main.js`: how many events a second 16 writers append to a durable database, sealed meanwhile.
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  EVENT_LOG_SCHEMA,
  eventLogMigrations,
  type OpenedEventLog,
  openEventLog,
  verifyEventLog,
} from '@ticketing/event-log'
import { createLog, migrate, openDatabase } from '@ticketing/service-kit'
import { startEmbeddedDatabase } from '@ticketing/standalone'
import { spreadOf } from '../measure/statistics.js'
import { WRITERS } from './appending.js'
import { measureSlice, type Slice, type Writing } from './measure.js'

const ROUNDS = 5
const WRITERS_AT_ONCE = 16
const SLICE_MS = 3_000
const log = createLog({ name: 'bench', level: 'error' })

function toRow(slices: readonly Slice[]): string {
  const medianOf = (figure: keyof Slice, digits: number) =>
    spreadOf(slices.map((slice) => slice[figure])).median.toFixed(digits)
  const { median, min, max } = spreadOf(slices.map(({ perSecond }) => perSecond))
  const rate = `${median.toFixed(0)} (${min.toFixed(0)}–${max.toFixed(0)})`
  const times = [medianOf('p50', 1), medianOf('p99', 1), medianOf('nodeCpu', 2), medianOf('databaseCpu', 2)]
  return [rate, ...times].join(' | ')
}

async function measureAll(eventLog: OpenedEventLog, writing: Writing): Promise<void> {
  const slices = new Map<string, Slice[]>(Object.keys(WRITERS).map((name) => [name, []]))
  for (const createWriter of Object.values(WRITERS)) {
    await measureSlice(eventLog, createWriter, { ...writing, forMs: 500 })
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, createWriter] of Object.entries(WRITERS)) {
      slices.get(name)?.push(await measureSlice(eventLog, createWriter, writing))
    }
  }
  console.log(
    '| 16 writers, single events | appends/s | p50 ms | p99 ms | CPU ms here | CPU ms of PostgreSQL |',
  )
  console.log('| --- | --- | --- | --- | --- | --- |')
  for (const [name, all] of slices) console.log(`| ${name} | ${toRow(all)} |`)
}

/** What was measured must be a log that is whole, all of it sealed. */
async function checkAll(url: string, eventLog: OpenedEventLog): Promise<void> {
  const sealed = await eventLog.count({})
  const database = openDatabase({ url, applicationName: 'bench', log })
  const { events, faults } = await verifyEventLog(database)
  await database.close()
  if (faults.length > 0 || events !== BigInt(sealed)) {
    throw new Error(`The log is not whole: ${sealed} of ${events} sealed, ${JSON.stringify(faults)}`)
  }
  console.log(`${events} events, all sealed, no faults`)
}

async function run(url: string, databasePid: number): Promise<void> {
  const grantTo = decodeURIComponent(new URL(url).username)
  await migrate({ url, schema: EVENT_LOG_SCHEMA, migrations: eventLogMigrations, grantTo, log })
  const eventLog = openEventLog({ url, max: WRITERS_AT_ONCE + 1, log })
  try {
    await measureAll(eventLog, { writers: WRITERS_AT_ONCE, forMs: SLICE_MS, databasePid })
    await checkAll(url, eventLog)
  } finally {
    await eventLog.close()
  }
}

const folder = await mkdtemp(path.join(tmpdir(), 'ticketing-bench-'))
await chmod(folder, 0o755)
const dataDir = path.join(folder, 'database')
const database = await startEmbeddedDatabase({ dataDir, log })
try {
  const lockFile = await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')
  await run(database.adminUrl, Number.parseInt(lockFile, 10))
} finally {
  await database.stop()
  await rm(folder, { recursive: true, force: true })
}
