// The gateway alone: its subgraphs are other processes, reached over HTTP. It ends on SIGTERM, after its last answer.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createBackendClient, createServiceAccount, loadBackendContract } from '@ticketing/backend-client'
import {
  createLocks,
  createLog,
  createMetrics,
  createStop,
  type Log,
  type Metrics,
  migrate,
  openDatabase,
  SettingsError,
  type Stop,
  startProcess,
} from '@ticketing/service-kit'
import { createCallSeal, createFileLinks, createSessions, sessionMigrations } from '@ticketing/session'
import { createHttpTransport, type HttpTransport } from './execution/http-transport.js'
import { createGateway } from './gateway.js'
import { forwardStripeWebhook } from './http/routes/stripe-webhook-forward.js'
import { type ProcessSettings, readProcessSettings } from './settings.js'
import { subgraphUrls } from './supergraph/subgraph-names.js'

const STOP_MS = 40_000
const SUPERGRAPH = new URL('../../schema/supergraph.graphql', import.meta.url)
const BACKEND_CONTRACT = new URL('../../schema/backend-contract.json', import.meta.url)

const now = Date.now

/** What every part is opened with. */
interface Base {
  readonly settings: ProcessSettings
  readonly log: Log
  readonly metrics: Metrics
  readonly stop: Stop
}

/** By name, as composed unless SUBGRAPH_URL_<NAME> says otherwise. */
function findSubgraphs({ settings }: Base, supergraphSdl: string): ReadonlyMap<string, string> {
  const found = [...subgraphUrls(supergraphSdl)].map(([name, composed]) => {
    const url = settings.subgraphUrls.get(name) ?? composed
    if (url === '') throw new SettingsError([`SUBGRAPH_URL_${name.toUpperCase()}: is not set`])
    return [name, url] as const
  })
  return new Map(found)
}

function openSubgraphs({ settings, stop }: Base, urls: ReadonlyMap<string, string>) {
  const seal = createCallSeal({ secret: settings.SUBGRAPH_SECRET, now })
  const transports = new Map<string, HttpTransport>()
  for (const [name, url] of urls) {
    const transport = createHttpTransport({ name, url, seal })
    stop.on(`connections to ${name}`, transport.close)
    transports.set(name, transport)
  }
  return transports
}

async function openSessions({ settings, log, stop }: Base) {
  const { DATABASE_URL, DATABASE_MIGRATION_URL, SESSION_SECRET } = settings
  if (DATABASE_MIGRATION_URL !== undefined) {
    const grantTo = decodeURIComponent(new URL(DATABASE_URL).username)
    await migrate({
      url: DATABASE_MIGRATION_URL,
      schema: 'session',
      migrations: sessionMigrations,
      grantTo,
      log,
    })
  }
  const database = openDatabase({ url: DATABASE_URL, applicationName: 'gateway', log })
  stop.on('database', () => database.close())
  const sessions = await createSessions({ secret: SESSION_SECRET, database, now, log })
  stop.on('sessions', () => sessions.close())
  const locks = createLocks({ url: DATABASE_URL, now, log })
  stop.on('locks', () => locks.close())
  return { database, sessions, locks, fileLinks: createFileLinks({ secret: SESSION_SECRET, now }) }
}

async function openBackend({ settings, log, metrics, stop }: Base) {
  const { TICKETING_SERVICE_EMAIL: email, TICKETING_SERVICE_PASSWORD: password } = settings
  const contract = await loadBackendContract(BACKEND_CONTRACT)
  const client = createBackendClient({ baseUrl: settings.TICKETING_API_URL, contract, log, metrics, now })
  stop.on('backend', () => client.close())
  const isSet = email !== undefined && password !== undefined
  const serviceAccount = isSet ? createServiceAccount({ client, email, password, now }) : null
  return { backend: client, serviceAccount }
}

async function start(): Promise<void> {
  const settings = readProcessSettings(process.env)
  const log = createLog({ name: 'gateway', level: settings.LOG_LEVEL })
  const stop = createStop({ log, timeoutMs: STOP_MS })
  const metrics = createMetrics({ ofProcess: true })
  const base = { settings, log, metrics, stop }
  const supergraphSdl = await readFile(settings.SUPERGRAPH_PATH ?? SUPERGRAPH, 'utf8')
  const urls = findSubgraphs(base, supergraphSdl)
  const gateway = await createGateway(settings, {
    ...base,
    ...(await openSessions(base)),
    ...(await openBackend(base)),
    subgraphs: openSubgraphs(base, urls),
    supergraphSdl,
    stripeWebhook: forwardStripeWebhook(urls.get('payments') ?? null),
    now,
    randomId: randomUUID,
  })
  stop.on('gateway', () => gateway.close())
  stop.onSignals(process)
  const { url } = await gateway.start()
  log.info({ url }, 'ready')
}

startProcess(start)
