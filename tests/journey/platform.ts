// A whole platform for one test: stand-in, Stripe double, subgraphs and two gateways over a database of its own.
import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createLog } from '@ticketing/service-kit'
import { loadSettings, type Standalone, startStandalone } from '@ticketing/standalone'
import pg from 'pg'
import { startComposed } from './compose.js'

/** How the parts are laid out: in one process, with subgraphs apart, or as docker-compose.yml says. */
export type Layout = 'in one process' | 'with subgraph processes' | 'as docker-compose.yml says'

export interface Platform {
  /** The first gateway's address. */
  readonly url: string
  /** A second gateway, in a process of its own, over the same database and backend; '' where none was wanted. */
  readonly secondUrl: string
  /** Each subgraph as the gateway reaches it, by name; none of the composed layout's. */
  readonly subgraphs: Standalone['subgraphs']
  readonly stripeUrl: string
  readonly ticketingApiUrl: string
  /** A service's; '' for the composed layout. */
  readonly databaseUrl: string
  /** Where the stand-in writes the mails that it would send. */
  readonly mailFolder: string
  close(): Promise<void>
}

/** A database of its own, for one platform. */
export async function createDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const admin = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL })
  await admin.connect()
  admin.on('error', () => undefined)
  const name = `platform_${randomUUID().replaceAll('-', '')}`
  await admin.query(`CREATE DATABASE ${name}`)
  return {
    url: Object.assign(new URL(String(process.env.TEST_DATABASE_URL)), { pathname: name }).href,
    async drop() {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await admin.end()
    },
  }
}

const MAIN = fileURLToPath(import.meta.resolve('@ticketing/standalone').replace(/index\.js$/, 'main.js'))

/** The environment of a gateway beside `first`: same database, backend and secrets, no backend of its own. */
export function besideEnvironment(
  { plan, databases, backends }: Standalone,
  dataDir: string,
): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: databases.services,
    TICKETING_API_URL: backends?.ticketingApiUrl ?? '',
    TICKETING_SERVICE_EMAIL: plan.serviceAccount?.email ?? '',
    TICKETING_SERVICE_PASSWORD: plan.serviceAccount?.password ?? '',
    TICKETING_WEBHOOK_SECRET: plan.ticketingWebhookSecret ?? '',
    SESSION_SECRET: plan.sessionSecret,
    STRIPE_SECRET_KEY: plan.stripeSecretKey ?? '',
    STRIPE_WEBHOOK_SECRET: plan.stripeWebhookSecret ?? '',
    STRIPE_API_BASE: backends?.stripeUrl ?? '',
    LOGIN_THROTTLE: '1000',
    GUEST_COMMANDS_PER_MINUTE: '0',
    // The first one looks after the accounts, and nothing unasked for is called beside it.
    ACCOUNT_CHECK_SECONDS: '0',
    RECONCILE_MINUTES: '0',
  }
}

async function startBeside(
  first: Standalone,
  dataDir: string,
): Promise<{ url: string; close(): Promise<void> }> {
  const child = fork(MAIN, {
    env: besideEnvironment(first, dataDir),
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const exited = once(child, 'exit')
  if (child.stdout === null) throw new Error('the second gateway has no output')
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /GraphQL\s+(\S+)\/graphql/.exec(line)?.[1]
    if (url === undefined) continue
    const close = async () => {
      child.kill('SIGTERM')
      await exited
    }
    return { url, close }
  }
  throw new Error('the second gateway did not start')
}

/**
 * The backend races as the existing one does. Logins are not throttled, since tests sign in often. `second`: whether
 * there is a second gateway; default true. `now`: the clock of the first gateway and its subgraphs, in epoch ms. `env`:
 * further settings of the first gateway.
 */
export async function startPlatform(
  layout: Layout,
  { second = true, now = Date.now, env = {} as Readonly<Record<string, string>> } = {},
): Promise<Platform> {
  if (layout === 'as docker-compose.yml says') return startComposed()
  const dataDir = await mkdtemp(path.join(tmpdir(), 'ticketing-platform-'))
  const database = await createDatabase()
  const settings = loadSettings({
    PORT: '0',
    DATA_DIR: path.join(dataDir, 'first'),
    DATABASE_URL: database.url,
    SUBGRAPH_TRANSPORT: layout === 'in one process' ? 'in-process' : 'http',
    FAITHFUL_RACES: '1',
    LOGIN_THROTTLE: '1000',
    GUEST_COMMANDS_PER_MINUTE: '0',
    RECONCILE_MINUTES: '0',
    LOG_LEVEL: 'error',
    ...env,
  })
  const log = createLog({ name: 'platform', level: 'error' })
  const first = await startStandalone(settings, { log, report: () => undefined, now })
  const beside = second ? await startBeside(first, path.join(dataDir, 'second')) : null
  return {
    url: first.url,
    secondUrl: beside?.url ?? '',
    subgraphs: first.subgraphs,
    stripeUrl: first.backends?.stripeUrl ?? '',
    ticketingApiUrl: first.backends?.ticketingApiUrl ?? '',
    databaseUrl: first.databases.services,
    mailFolder: path.join(dataDir, 'first', 'ticketing-api', 'mail'),
    async close() {
      await beside?.close()
      await first.stop.now('the test is over')
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
