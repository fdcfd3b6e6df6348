// The payments subgraph alone, over HTTP, for the gateway only; Stripe's webhooks come through the gateway too.
import { randomUUID } from 'node:crypto'
import { createBackendClient, createServiceAccount, loadBackendContract } from '@ticketing/backend-client'
import { EVENT_LOG_SCHEMA, eventLogMigrations, openEventLog } from '@ticketing/event-log'
import {
  createLog,
  createMetrics,
  createStop,
  type Log,
  migrate,
  openDatabase,
  rolesOf,
  type Stop,
  startProcess,
} from '@ticketing/service-kit'
import { createCallSeal, createFileLinks, createSessionEnder } from '@ticketing/session'
import { startSubgraphServer } from '@ticketing/subgraph-kit'
import type { PaymentsDeps } from './parts.js'
import { loadSettings, type ProcessSettings } from './settings.js'
import { paymentsMigrations } from './started/migrations.js'
import { createPayments } from './subgraph.js'

const now = Date.now
const BACKEND_CONTRACT = new URL('../../../schema/backend-contract.json', import.meta.url)
// A webhook that is under way makes tickets, which takes the backend seconds.
const STOP_TIMEOUT_MS = 20_000

async function prepareDatabase({ databaseUrl, migrationUrl: url }: ProcessSettings, log: Log): Promise<void> {
  if (url === null) return
  const to = { url, grantTo: rolesOf(databaseUrl), log }
  await migrate({ ...to, schema: EVENT_LOG_SCHEMA, migrations: eventLogMigrations })
  await migrate({ ...to, schema: 'payments', migrations: paymentsMigrations })
}

/** Opens what the subgraph works with; `stop` closes it. */
async function openDeps(settings: ProcessSettings, log: Log, stop: Stop): Promise<PaymentsDeps> {
  const { databaseUrl: url, apiUrl: baseUrl } = settings
  const database = openDatabase({ url, applicationName: 'payments', log })
  stop.on('database', () => database.close())
  const eventLog = openEventLog({ url, source: '/ticketing/payments', log })
  stop.on('event log', () => eventLog.close())
  const contract = await loadBackendContract(BACKEND_CONTRACT)
  const metrics = createMetrics({ ofProcess: true })
  const onTokenRefused = createSessionEnder({ database, now, log })
  const backend = createBackendClient({ baseUrl, contract, onTokenRefused, log, metrics, now })
  stop.on('backend', () => backend.close())
  const serviceAccount =
    settings.serviceAccount && createServiceAccount({ client: backend, now, ...settings.serviceAccount })
  const fileLinks = createFileLinks({ secret: settings.payments.sessionSecret, now })
  const newId = randomUUID
  return { backend, serviceAccount, fileLinks, database, eventLog, metrics, log, now, newId }
}

async function start(): Promise<void> {
  const settings = loadSettings(process.env)
  const log = createLog({ name: 'payments', level: settings.logLevel })
  const stop = createStop({ log, timeoutMs: STOP_TIMEOUT_MS })
  await prepareDatabase(settings, log)
  const deps = await openDeps(settings, log, stop)
  const { subgraph, stripeWebhook } = createPayments(settings.payments, deps)
  stop.on('subgraph', () => subgraph.close())
  const server = await startSubgraphServer(subgraph, {
    port: settings.port,
    host: settings.host,
    seal: createCallSeal({ secret: settings.subgraphSecret, now }),
    now,
    routes: { '/webhooks/stripe': stripeWebhook },
    metrics: deps.metrics,
  })
  stop.on('server', () => server.close())
  stop.onSignals(process)
  log.info({ url: server.url }, 'ready')
}

startProcess(start)
