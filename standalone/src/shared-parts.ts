// What several subgraphs and the gateway use together when they run in one process.
import { randomUUID } from 'node:crypto'
import {
  type BackendClient,
  createBackendClient,
  createServiceAccount,
  loadBackendContract,
  type ServiceAccount,
} from '@ticketing/backend-client'
import { EVENT_LOG_SCHEMA, type EventLog, eventLogMigrations, openEventLog } from '@ticketing/event-log'
import { createKeptAnswers, gatewayMigrations, type KeptAnswers, startAccountWatch } from '@ticketing/gateway'
import {
  createLocks,
  createMetrics,
  type Database,
  type Locks,
  type Log,
  type Metrics,
  migrate,
  openDatabase,
  rolesOf,
  type Stop,
} from '@ticketing/service-kit'
import {
  createAccountChecks,
  createFileLinks,
  createSessionEnder,
  createSessions,
  type FileLinks,
  type Sessions,
  sessionMigrations,
} from '@ticketing/session'
import { AUDIT_SCHEMA, auditMigrations } from '@ticketing/subgraph-audit'
import { paymentsMigrations } from '@ticketing/subgraph-payments'
import { withKeptCatalogue } from '@ticketing/subgraph-ticketing'

const BACKEND_CONTRACT = new URL('../../schema/backend-contract.json', import.meta.url)

export interface SharedParts {
  readonly backend: BackendClient
  readonly serviceAccount: ServiceAccount | null
  readonly database: Database
  readonly sessions: Sessions
  readonly fileLinks: FileLinks
  readonly keptAnswers: KeptAnswers
  readonly locks: Locks
  readonly eventLog: EventLog
  readonly metrics: Metrics
}

export interface SharedPartsOptions {
  readonly ticketingApiUrl: string
  readonly serviceAccount: { readonly email: string; readonly password: string } | null
  readonly catalogueCacheSeconds: number
  readonly databases: { readonly migrations: string; readonly services: string }
  readonly sessionSecret: string
  /** 0: never. */
  readonly accountCheckSeconds: number
  readonly now: () => number
  readonly log: Log
  readonly stop: Stop
}

async function migrateAll({ databases, log }: SharedPartsOptions): Promise<void> {
  const url = databases.migrations
  const grantTo = rolesOf(databases.services)
  await migrate({ url, schema: 'session', migrations: sessionMigrations, grantTo, log })
  await migrate({ url, schema: 'gateway', migrations: gatewayMigrations, grantTo, log })
  await migrate({ url, schema: 'payments', migrations: paymentsMigrations, grantTo, log })
  await migrate({ url, schema: AUDIT_SCHEMA, migrations: auditMigrations, grantTo, log })
  await migrate({ url, schema: EVENT_LOG_SCHEMA, migrations: eventLogMigrations, grantTo, log })
}

/** Brings the database up to date, opens everything, and looks after the accounts; `stop` closes it. */
export async function openSharedParts(options: SharedPartsOptions): Promise<SharedParts> {
  await migrateAll(options)
  const parts = await openParts(options)
  watchAccounts(parts, options)
  return parts
}

function watchAccounts(
  parts: SharedParts,
  { accountCheckSeconds, log, now, stop }: SharedPartsOptions,
): void {
  const { serviceAccount, database, sessions, backend } = parts
  if (serviceAccount === null || accountCheckSeconds === 0) return
  const checks = createAccountChecks({ database, now })
  const everyMs = accountCheckSeconds * 1000
  const watched = { checks, sessions, backend, serviceAccount, everyMs, log, now, randomId: randomUUID }
  stop.on('watch of accounts', startAccountWatch(watched).close)
}

/** Opens everything, over a database that is up to date; `stop` closes it. */
export async function openParts(options: SharedPartsOptions): Promise<SharedParts> {
  const { now, log, stop } = options
  const url = options.databases.services
  const metrics = createMetrics({ ofProcess: true })
  const database = openDatabase({ url, applicationName: 'gateway', log })
  stop.on('database connections', () => database.close())
  const locks = createLocks({ url, now, log })
  stop.on('locks', () => locks.close())
  const eventLog = openEventLog({ url, log })
  stop.on('event log', () => eventLog.close())
  const sessions = await createSessions({ secret: options.sessionSecret, database, now, log })
  stop.on('sessions', () => sessions.close())
  const secret = options.sessionSecret
  const fileLinks = createFileLinks({ secret, now })
  const keptAnswers = createKeptAnswers({ database, secret, log, now, randomId: randomUUID })
  stop.on('kept answers', () => keptAnswers.close())
  const contract = await loadBackendContract(BACKEND_CONTRACT)
  const client = createBackendClient({
    baseUrl: options.ticketingApiUrl,
    contract,
    onTokenRefused: createSessionEnder({ database, now, log }),
    log,
    metrics,
    now,
  })
  stop.on('backend connections', () => client.close())
  const backend = withKeptCatalogue(client, { seconds: options.catalogueCacheSeconds, metrics, now })
  const account = options.serviceAccount
  const serviceAccount = account && createServiceAccount({ client: backend, ...account, now })
  return { backend, serviceAccount, database, sessions, fileLinks, keptAnswers, locks, eventLog, metrics }
}
