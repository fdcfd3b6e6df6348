// Everything on one machine, started in the order in which one part needs the other.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createGateway } from '@ticketing/gateway'
import { createStop, type Log, type Stop } from '@ticketing/service-kit'
import { type BackendsSettings, type DemoAccounts, type RunningBackends, startBackends } from './backends.js'
import { type DatabaseUrls, prepareDatabases, requireDatabase } from './databases.js'
import { startEmbeddedDatabase } from './embedded-database.js'
import { gatewaySettingsOf, subgraphEnvironment } from './hand-over.js'
import { makePlan, type Plan } from './plan.js'
import { END_SERVER_MS } from './postgres/end-server.js'
import { requirePorts } from './require-ports.js'
import { loadSecrets, type Secrets } from './secrets.js'
import type { StandaloneSettings } from './settings.js'
import { openSharedParts, type SharedParts } from './shared-parts.js'
import { STOP_CHILD_MS } from './stop-child.js'
import { createSubgraphsInProcess, type Subgraphs } from './subgraphs-in-process.js'
import { SUBGRAPH_DISTANCES, startSubgraphProcesses } from './subgraphs-over-http.js'

/** More than all of it takes at worst: open requests of the gateway, child processes, and the database. */
const STOP_TIMEOUT_MS = 10_000 + 2 * STOP_CHILD_MS + END_SERVER_MS + 5_000
const SUPERGRAPH = new URL('../../schema/supergraph.graphql', import.meta.url)

/** Called when a part is ready, with its name and what it is. */
export type Report = (part: string, what: string) => void

/** A running platform. */
export interface Standalone {
  /** The gateway's, without a path. */
  readonly url: string
  /** Null where `TICKETING_API_URL` names another backend. */
  readonly backends: Pick<RunningBackends, 'ticketingApiUrl' | 'stripeUrl' | 'pid'> | null
  readonly demo: DemoAccounts | null
  /** As the gateway reaches them, by name: for whoever wants to ask one of them alone. */
  readonly subgraphs: Subgraphs['transports']
  readonly databases: DatabaseUrls
  /** The secrets in force, for a second gateway beside this one. */
  readonly plan: Plan
  readonly stop: Stop
}

/** What each step is handed. */
interface Base {
  readonly settings: StandaloneSettings
  readonly secrets: Secrets
  readonly plan: Plan
  readonly log: Log
  readonly report: Report
  readonly stop: Stop
  readonly now: () => number
}

async function openDatabases({ settings, secrets, log, report, stop }: Base): Promise<DatabaseUrls> {
  const services = settings.DATABASE_URL
  if (services !== undefined) {
    await requireDatabase(services)
    report('database', 'PostgreSQL of DATABASE_URL')
    return { services, migrations: settings.DATABASE_MIGRATION_URL ?? services, backend: services }
  }
  const starting = startEmbeddedDatabase({ dataDir: settings.DATA_DIR, log, signal: stop.signal })
  // Before it has started: a stop in the meantime waits until there is something to end, or nothing.
  stop.on('database', async () => (await starting.catch(() => null))?.stop())
  const server = await starting
  const urls = await prepareDatabases(server.adminUrl, secrets)
  report('database', `PostgreSQL 18 with its files in ${settings.DATA_DIR}`)
  return urls
}

/** Beside the gateway's port, or free ones when that is free too. */
const portBeside = (port: number, distance: number): number => (port === 0 ? 0 : port + distance)

async function openBackends(base: Base, databases: DatabaseUrls): Promise<RunningBackends | null> {
  const { settings, plan, report, stop } = base
  const { stripeWebhookSecret, ticketingWebhookSecret, stripeSecretKey } = plan
  if (!plan.backends || !stripeWebhookSecret || !ticketingWebhookSecret || !stripeSecretKey) return null
  stop.signal.throwIfAborted()
  const backendsSettings: BackendsSettings = {
    ticketingApi: {
      port: portBeside(settings.PORT, 1),
      host: settings.HOST,
      databaseUrl: databases.backend,
      dataDir: path.resolve(settings.DATA_DIR, 'ticketing-api'),
      stripeSecretKey,
      webhookSecret: ticketingWebhookSecret,
      frontendUrl: 'http://localhost:3000',
      throttlePerMinute: settings.LOGIN_THROTTLE,
      faithfulRaces: settings.FAITHFUL_RACES,
      log: settings.LOG_LEVEL === 'fatal' || settings.LOG_LEVEL === 'trace' ? 'error' : settings.LOG_LEVEL,
    },
    stripeDouble: {
      port: portBeside(settings.PORT, 2),
      host: settings.HOST,
      dataDir: path.resolve(settings.DATA_DIR, 'stripe-double'),
      webhookSecret: stripeWebhookSecret,
    },
  }
  const backends = await startBackends(backendsSettings, base)
  report('backend', `stand-in at ${backends.ticketingApiUrl}, Stripe double at ${backends.stripeUrl}`)
  return backends
}

async function openSubgraphs(base: Base, parts: SharedParts, upstream: Upstream): Promise<Subgraphs> {
  const { settings, plan, report, stop } = base
  stop.signal.throwIfAborted()
  if (settings.SUBGRAPH_TRANSPORT === 'in-process') {
    const payments = { ...plan, stripeApiBase: upstream.stripeApiBase }
    const subgraphs = await createSubgraphsInProcess(payments, parts, base)
    report('subgraphs', `${[...subgraphs.transports.keys()].join(', ')} in this process`)
    return subgraphs
  }
  const subgraphs = await startSubgraphProcesses({
    env: subgraphEnvironment(settings, plan, upstream),
    host: settings.HOST,
    gatewayPort: settings.PORT,
    subgraphSecret: plan.subgraphSecret,
    now: base.now,
    log: base.log,
    stop,
  })
  report('subgraphs', `${[...subgraphs.transports.keys()].join(', ')} in processes of their own`)
  return subgraphs
}

/** What lies behind the subgraphs. */
export interface Upstream {
  readonly ticketingApiUrl: string
  readonly stripeApiBase: string | null
  readonly databases: DatabaseUrls
}

function findUpstream(
  { settings }: Base,
  backends: RunningBackends | null,
  databases: DatabaseUrls,
): Upstream {
  const ticketingApiUrl = settings.TICKETING_API_URL ?? backends?.ticketingApiUrl
  if (ticketingApiUrl === undefined) throw new Error('There is no backend: set TICKETING_API_URL')
  return {
    ticketingApiUrl,
    stripeApiBase: settings.STRIPE_API_BASE ?? backends?.stripeUrl ?? null,
    databases,
  }
}

async function openGateway(base: Base, upstream: Upstream): Promise<Pick<Standalone, 'url' | 'subgraphs'>> {
  const { settings, plan, log, now, stop } = base
  const parts = await openSharedParts({
    ticketingApiUrl: upstream.ticketingApiUrl,
    serviceAccount: plan.serviceAccount,
    catalogueCacheSeconds: settings.CATALOGUE_CACHE_SECONDS,
    databases: upstream.databases,
    sessionSecret: plan.sessionSecret,
    accountCheckSeconds: settings.ACCOUNT_CHECK_SECONDS,
    now,
    log,
    stop,
  })
  const { transports, stripeWebhook } = await openSubgraphs(base, parts, upstream)
  const gateway = await createGateway(gatewaySettingsOf(settings), {
    platform: { ...parts, stripeWebhook },
    subgraphs: transports,
    supergraphSdl: await readFile(SUPERGRAPH, 'utf8'),
    log,
    metrics: parts.metrics,
    now,
    randomId: randomUUID,
  })
  stop.on('gateway', () => gateway.close())
  stop.signal.throwIfAborted()
  return { url: (await gateway.start()).url, subgraphs: transports }
}

/** The gateway's own, two for the backends, and those of subgraphs in processes of their own. */
function portsNeeded({ settings: { PORT, SUBGRAPH_TRANSPORT }, plan }: Base): readonly number[] {
  const distances = [
    0,
    ...(plan.backends ? [1, 2] : []),
    ...(SUBGRAPH_TRANSPORT === 'http' ? SUBGRAPH_DISTANCES : []),
  ]
  return PORT === 0 ? [] : distances.map((distance) => PORT + distance)
}

async function startAll(base: Base): Promise<Standalone> {
  await requirePorts(portsNeeded(base), base.settings.HOST)
  const databases = await openDatabases(base)
  const backends = await openBackends(base, databases)
  const { url, subgraphs } = await openGateway(base, findUpstream(base, backends, databases))
  backends?.sendWebhooksTo(`${url}/webhooks/stripe`)
  base.stop.signal.throwIfAborted()
  const demo = backends?.demo ?? null
  return { url, backends, demo, subgraphs, databases, plan: base.plan, stop: base.stop }
}

export interface StandaloneOptions {
  readonly log: Log
  readonly report: Report
  readonly now: () => number
  /** For whoever wants to stop it before it has started; default: one of its own. */
  readonly stop?: Stop
}

/** A stop with time enough for all of it. */
export const createStandaloneStop = (log: Log): Stop => createStop({ log, timeoutMs: STOP_TIMEOUT_MS })

/** Rejects with one line, after closing what was started; so it does when it is stopped meanwhile. */
export async function startStandalone(
  settings: StandaloneSettings,
  { log, report, now, stop = createStandaloneStop(log) }: StandaloneOptions,
): Promise<Standalone> {
  try {
    const secrets = await loadSecrets(settings.DATA_DIR)
    return await startAll({ settings, secrets, plan: makePlan(settings, secrets), log, report, stop, now })
  } catch (fault) {
    await stop.now('the start failed')
    throw fault
  }
}
