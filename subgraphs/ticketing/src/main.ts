// The ticketing subgraph alone, over HTTP, for the gateway only.
import { randomUUID } from 'node:crypto'
import {
  type BackendClient,
  createBackendClient,
  createServiceAccount,
  loadBackendContract,
  type ServiceAccount,
} from '@ticketing/backend-client'
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
import {
  createCallSeal,
  createFileLinks,
  createSessionEnder,
  createSessions,
  sessionMigrations,
} from '@ticketing/session'
import { startSubgraphServer } from '@ticketing/subgraph-kit'
import { withKeptCatalogue } from './backend/kept-catalogue.js'
import { loadSettings, type ProcessSettings } from './settings.js'
import { createTicketing, type TicketingDeps } from './subgraph.js'
import { openCounterStore } from './throttle/counter-store.js'

// A command that was sent runs to its deadline, and is recorded.
const STOP_TIMEOUT_MS = 35_000
const now = Date.now
const BACKEND_CONTRACT = new URL('../../../schema/backend-contract.json', import.meta.url)

async function prepareDatabase(
  { DATABASE_URL, DATABASE_MIGRATION_URL }: ProcessSettings,
  log: Log,
): Promise<void> {
  if (DATABASE_MIGRATION_URL === undefined) return
  const into = { url: DATABASE_MIGRATION_URL, grantTo: rolesOf(DATABASE_URL), log }
  await migrate({ ...into, schema: 'session', migrations: sessionMigrations })
  await migrate({ ...into, schema: EVENT_LOG_SCHEMA, migrations: eventLogMigrations })
}

function serviceAccountOf(
  { TICKETING_SERVICE_EMAIL: email, TICKETING_SERVICE_PASSWORD: password }: ProcessSettings,
  client: BackendClient,
): ServiceAccount | null {
  if (email === undefined || password === undefined) return null
  return createServiceAccount({ client, email, password, now })
}

/** Opens what the subgraph works with; `stop` closes it. */
async function openDeps(
  settings: ProcessSettings,
  log: Log,
  stop: Stop,
): Promise<TicketingDeps & { readonly metrics: Metrics }> {
  const url = settings.DATABASE_URL
  const database = openDatabase({ url, applicationName: 'ticketing', log })
  stop.on('database', () => database.close())
  const locks = createLocks({ url, now, log })
  stop.on('locks', () => locks.close())
  const eventLog = openEventLog({ url, log })
  stop.on('event log', () => eventLog.close())
  const sessions = await createSessions({ secret: settings.SESSION_SECRET, database, now, log })
  stop.on('sessions', () => sessions.close())
  const metrics = createMetrics({ ofProcess: true })
  const contract = await loadBackendContract(BACKEND_CONTRACT)
  const client = createBackendClient({
    baseUrl: settings.TICKETING_API_URL,
    contract,
    onTokenRefused: createSessionEnder({ database, now, log }),
    log,
    metrics,
    now,
  })
  stop.on('backend client', () => client.close())
  const backend = withKeptCatalogue(client, { seconds: settings.CATALOGUE_CACHE_SECONDS, metrics, now })
  const fileLinks = createFileLinks({ secret: settings.SESSION_SECRET, now })
  const counters = settings.REDIS_URL === undefined ? null : openCounterStore(settings.REDIS_URL, log)
  stop.on('counters', async () => counters?.close())
  const serviceAccount = serviceAccountOf(settings, client)
  const newId = randomUUID
  return { backend, serviceAccount, eventLog, counters, sessions, locks, fileLinks, metrics, log, now, newId }
}

async function start(): Promise<void> {
  const settings = loadSettings(process.env)
  const log = createLog({ name: 'ticketing', level: settings.LOG_LEVEL })
  const stop = createStop({ log, timeoutMs: STOP_TIMEOUT_MS })
  await prepareDatabase(settings, log)
  const deps = await openDeps(settings, log, stop)
  const { subgraph } = createTicketing({ loginsPerMinute: settings.LOGIN_THROTTLE }, deps)
  stop.on('subgraph', () => subgraph.close())
  const seal = createCallSeal({ secret: settings.SUBGRAPH_SECRET, now })
  const { PORT: port, HOST: host } = settings
  const server = await startSubgraphServer(subgraph, { port, host, seal, now, metrics: deps.metrics })
  stop.on('server', () => server.close())
  stop.onSignals(process)
  log.info({ url: server.url }, 'ready')
}

startProcess(start)
