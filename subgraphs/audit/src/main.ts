// The audit subgraph alone, over HTTP, for the gateway only.
import { randomUUID } from 'node:crypto'
import { createBackendClient, createServiceAccount, loadBackendContract } from '@ticketing/backend-client'
import { EVENT_LOG_SCHEMA, eventLogMigrations, openEventLog } from '@ticketing/event-log'
import {
  createLocks,
  createLog,
  createMetrics,
  createStop,
  type Log,
  type Metrics,
  migrate,
  openDatabase,
  rolesOf,
  type Stop,
  startProcess,
} from '@ticketing/service-kit'
import { createCallSeal } from '@ticketing/session'
import { startSubgraphServer } from '@ticketing/subgraph-kit'
import { AUDIT_SCHEMA, auditMigrations } from './migrations.js'
import { loadSettings, type ProcessSettings } from './settings.js'
import { type AuditDeps, createAudit } from './subgraph.js'

const now = Date.now
const BACKEND_CONTRACT = new URL('../../../schema/backend-contract.json', import.meta.url)
const STOP_TIMEOUT_MS = 15_000

async function prepareDatabase(settings: ProcessSettings, log: Log): Promise<void> {
  const url = settings.DATABASE_MIGRATION_URL
  if (url === undefined) return
  const grantTo = rolesOf(settings.DATABASE_URL)
  await migrate({ url, schema: EVENT_LOG_SCHEMA, migrations: eventLogMigrations, grantTo, log })
  await migrate({ url, schema: AUDIT_SCHEMA, migrations: auditMigrations, grantTo, log })
}

/** Opens what the subgraph works with; `stop` closes it. */
async function openDeps(
  settings: ProcessSettings,
  log: Log,
  stop: Stop,
): Promise<AuditDeps & { readonly metrics: Metrics }> {
  const { DATABASE_URL: url, TICKETING_SERVICE_EMAIL: email, TICKETING_SERVICE_PASSWORD: password } = settings
  const database = openDatabase({ url, applicationName: 'audit', log })
  stop.on('database', () => database.close())
  const locks = createLocks({ url, now, log })
  stop.on('locks', () => locks.close())
  const eventLog = openEventLog({ url, log })
  stop.on('event log', () => eventLog.close())
  const contract = await loadBackendContract(BACKEND_CONTRACT)
  const metrics = createMetrics({ ofProcess: true })
  const backend = createBackendClient({ baseUrl: settings.TICKETING_API_URL, contract, log, metrics, now })
  stop.on('backend', () => backend.close())
  const isNamed = email !== undefined && password !== undefined
  const serviceAccount = isNamed ? createServiceAccount({ client: backend, email, password, now }) : null
  return { eventLog, backend, serviceAccount, database, locks, metrics, log, now, newId: randomUUID }
}

async function start(): Promise<void> {
  const settings = loadSettings(process.env)
  const log = createLog({ name: 'audit', level: settings.LOG_LEVEL })
  const stop = createStop({ log, timeoutMs: STOP_TIMEOUT_MS })
  await prepareDatabase(settings, log)
  const reconcileMinutes = settings.RECONCILE_MINUTES
  const deps = await openDeps(settings, log, stop)
  const { subgraph } = createAudit({ reconcileMinutes }, deps)
  stop.on('subgraph', () => subgraph.close())
  const seal = createCallSeal({ secret: settings.SUBGRAPH_SECRET, now })
  const { PORT: port, HOST: host } = settings
  const server = await startSubgraphServer(subgraph, { port, host, seal, now, metrics: deps.metrics })
  stop.on('server', () => server.close())
  stop.onSignals(process)
  log.info({ url: server.url }, 'ready')
}

startProcess(start)
