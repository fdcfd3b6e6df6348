// The audit subgraph alone, over HTTP, for the gateway only.
import { randomUUID } from 'node:crypto'
import { EVENT_LOG_SCHEMA, eventLogMigrations, openEventLog } from '@ticketing/event-log'
import { createLog, createStop, type Log, migrate, startProcess } from '@ticketing/service-kit'
import { createCallSeal } from '@ticketing/session'
import { startSubgraphServer } from '@ticketing/subgraph-kit'
import { loadSettings, type ProcessSettings } from './settings.js'
import { createAudit } from './subgraph.js'

const now = Date.now
const STOP_TIMEOUT_MS = 15_000

async function prepareDatabase(settings: ProcessSettings, log: Log): Promise<void> {
  const url = settings.DATABASE_MIGRATION_URL
  if (url === undefined) return
  const grantTo = decodeURIComponent(new URL(settings.DATABASE_URL).username)
  await migrate({ url, schema: EVENT_LOG_SCHEMA, migrations: eventLogMigrations, grantTo, log })
}

async function start(): Promise<void> {
  const settings = loadSettings(process.env)
  const log = createLog({ name: 'audit', level: settings.LOG_LEVEL })
  const stop = createStop({ log, timeoutMs: STOP_TIMEOUT_MS })
  await prepareDatabase(settings, log)
  const eventLog = openEventLog({ url: settings.DATABASE_URL, log })
  stop.on('event log', () => eventLog.close())
  const subgraph = createAudit({ eventLog, log, now, newId: randomUUID })
  stop.on('subgraph', () => subgraph.close())
  const seal = createCallSeal({ secret: settings.SUBGRAPH_SECRET, now })
  const server = await startSubgraphServer(subgraph, { port: settings.PORT, host: settings.HOST, seal, now })
  stop.on('server', () => server.close())
  stop.onSignals(process)
  log.info({ url: server.url }, 'ready')
}

startProcess(start)
