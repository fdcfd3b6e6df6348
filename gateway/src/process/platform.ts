// The gateway in front of the ticketing platform: sessions, files, webhooks, and subgraphs that take sealed calls only.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createBackendClient, createServiceAccount, loadBackendContract } from '@ticketing/backend-client'
import { createLocks, type Database, migrate, openDatabase, rolesOf } from '@ticketing/service-kit'
import {
  createAccountChecks,
  createFileLinks,
  createSessionEnder,
  createSessions,
  sessionMigrations,
} from '@ticketing/session'
import { startAccountWatch } from '../accounts/account-watch.js'
import { createGateway, type Gateway } from '../gateway.js'
import { forwardStripeWebhook } from '../http/routes/stripe-webhook-forward.js'
import { gatewayMigrations } from '../idempotency/gateway-migrations.js'
import { createKeptAnswers } from '../idempotency/kept-answers.js'
import type { PlatformSettings } from '../settings.js'
import { type Base, findSubgraphs, now, openSeal, openTransport } from './base.js'

const SUPERGRAPH = new URL('../../../schema/supergraph.graphql', import.meta.url)
const BACKEND_CONTRACT = new URL('../../../schema/backend-contract.json', import.meta.url)

type Platform = Base<PlatformSettings>

/** A URL without a path means `/graphql` there. */
const endpointOf = (url: string): string =>
  new URL(url).pathname === '/' ? new URL('/graphql', url).href : url

async function openSessions({ settings, log, stop }: Platform) {
  const { DATABASE_URL, DATABASE_MIGRATION_URL, SESSION_SECRET } = settings
  if (DATABASE_MIGRATION_URL !== undefined) {
    const grantTo = rolesOf(DATABASE_URL)
    const options = { url: DATABASE_MIGRATION_URL, grantTo, log }
    await migrate({ ...options, schema: 'session', migrations: sessionMigrations })
    await migrate({ ...options, schema: 'gateway', migrations: gatewayMigrations })
  }
  const database = openDatabase({ url: DATABASE_URL, applicationName: 'gateway', log })
  stop.on('database', () => database.close())
  const sessions = await createSessions({ secret: SESSION_SECRET, database, now, log })
  stop.on('sessions', () => sessions.close())
  const locks = createLocks({ url: DATABASE_URL, now, log })
  stop.on('locks', () => locks.close())
  const secret = SESSION_SECRET
  const fileLinks = createFileLinks({ secret, now })
  const keptAnswers = createKeptAnswers({ database, secret, log, now, randomId: randomUUID })
  stop.on('kept answers', () => keptAnswers.close())
  return { database, sessions, locks, fileLinks, keptAnswers }
}

async function openBackend({ settings, log, metrics, stop }: Platform, database: Database) {
  const { TICKETING_SERVICE_EMAIL: email, TICKETING_SERVICE_PASSWORD: password } = settings
  const contract = await loadBackendContract(BACKEND_CONTRACT)
  const client = createBackendClient({
    baseUrl: settings.TICKETING_API_URL,
    contract,
    onTokenRefused: createSessionEnder({ database, now, log }),
    log,
    metrics,
    now,
  })
  stop.on('backend', () => client.close())
  const isSet = email !== undefined && password !== undefined
  const serviceAccount = isSet ? createServiceAccount({ client, email, password, now }) : null
  return { backend: client, serviceAccount }
}

/** Rejects when a part that it needs is away. */
export async function openPlatformGateway(base: Platform): Promise<Gateway> {
  const supergraphSdl = await readFile(SUPERGRAPH, 'utf8')
  const urls = findSubgraphs(base, supergraphSdl)
  const seal = openSeal(base)
  const { settings, log, metrics, stop } = base
  const sessionParts = await openSessions(base)
  const backendParts = await openBackend(base, sessionParts.database)
  const { serviceAccount } = backendParts
  const everyMs = settings.ACCOUNT_CHECK_SECONDS * 1000
  if (serviceAccount !== null && everyMs > 0) {
    const checks = createAccountChecks({ database: sessionParts.database, now })
    const parts = { ...sessionParts, ...backendParts, serviceAccount, checks }
    const watch = startAccountWatch({ ...parts, everyMs, log, now, randomId: randomUUID })
    stop.on('watch of accounts', watch.close)
  }
  return createGateway(settings, {
    platform: {
      ...sessionParts,
      ...backendParts,
      stripeWebhook: forwardStripeWebhook(urls.get('payments') ?? null),
    },
    subgraphs: new Map(
      [...urls].map(([name, url]) => [name, openTransport(base, name, endpointOf(url), seal)]),
    ),
    supergraphSdl,
    log,
    metrics,
    now,
    randomId: randomUUID,
  })
}
