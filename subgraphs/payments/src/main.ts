// The payments subgraph alone, over HTTP, for the gateway only; Stripe's webhooks come through the gateway too.
import { randomUUID } from 'node:crypto'
import { createBackendClient, createServiceAccount, loadBackendContract } from '@ticketing/backend-client'
import { EVENT_LOG_SCHEMA, eventLogMigrations, openEventLog } from '@ticketing/event-log'
import {
  createLog,
  createMetrics,
  createStop,
  migrate,
  openDatabase,
  startProcess,
} from '@ticketing/service-kit'
import { createCallSeal, createFileLinks, createSessionEnder } from '@ticketing/session'
import { startSubgraphServer } from '@ticketing/subgraph-kit'
import { loadSettings } from './settings.js'
import { paymentsMigrations } from './started/migrations.js'
import { createPayments } from './subgraph.js'

const now = Date.now
const BACKEND_CONTRACT = new URL('../../../schema/backend-contract.json', import.meta.url)
// A webhook that is under way makes tickets, which takes the backend seconds.
const STOP_TIMEOUT_MS = 20_000

async function start(): Promise<void> {
  const settings = loadSettings(process.env)
  const log = createLog({ name: 'payments', level: settings.logLevel })
  const stop = createStop({ log, timeoutMs: STOP_TIMEOUT_MS })
  const { databaseUrl, migrationUrl } = settings
  if (migrationUrl !== null) {
    const grantTo = decodeURIComponent(new URL(databaseUrl).username)
    const to = { url: migrationUrl, grantTo, log }
    await migrate({ ...to, schema: EVENT_LOG_SCHEMA, migrations: eventLogMigrations })
    await migrate({ ...to, schema: 'payments', migrations: paymentsMigrations })
  }
  const database = openDatabase({ url: databaseUrl, applicationName: 'payments', log })
  stop.on('database', () => database.close())
  const eventLog = openEventLog({ url: databaseUrl, source: '/ticketing/payments', log })
  stop.on('event log', () => eventLog.close())
  const contract = await loadBackendContract(BACKEND_CONTRACT)
  const metrics = createMetrics()
  const backend = createBackendClient({
    baseUrl: settings.apiUrl,
    contract,
    onTokenRefused: createSessionEnder({ database, now, log }),
    log,
    metrics,
    now,
  })
  stop.on('backend', () => backend.close())
  const serviceAccount =
    settings.serviceAccount && createServiceAccount({ client: backend, now, ...settings.serviceAccount })
  const { subgraph, stripeWebhook } = createPayments(settings.payments, {
    backend,
    serviceAccount,
    fileLinks: createFileLinks({ secret: settings.payments.sessionSecret, now }),
    database,
    eventLog,
    metrics,
    log,
    now,
    newId: randomUUID,
  })
  stop.on('subgraph', () => subgraph.close())
  const server = await startSubgraphServer(subgraph, {
    port: settings.port,
    host: settings.host,
    seal: createCallSeal({ secret: settings.subgraphSecret, now }),
    now,
    routes: { '/webhooks/stripe': stripeWebhook },
  })
  stop.on('server', () => server.close())
  stop.onSignals(process)
  log.info({ url: server.url }, 'ready')
}

startProcess(start)
