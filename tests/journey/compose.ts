// The topology of docker-compose.yml without a container engine: the same commands and environments, one process for
// each service, with the services' names replaced by ports of this machine.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { parse } from 'yaml'
import { until } from './pay.js'
import type { Platform } from './platform.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const IMAGE_COMMAND = ['node', 'gateway/dist/main.js']

interface Service {
  readonly image: string
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string | number>>
}
interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>
  readonly configs: Readonly<Record<string, { readonly content: string }>>
}

/** `${NAME:-default}` becomes its default: what a laptop without an .env file gets. */
const withDefaults = (text: string): string => text.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1')

const compose = parse(withDefaults(readFileSync(`${root}docker-compose.yml`, 'utf8')), {
  merge: true,
}) as ComposeFile

/** The services that run our image. */
const ours = Object.entries(compose.services).filter(([, { image }]) => image === 'ticketing-gateway')

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** What postgres would run at its first start, one statement after the other. */
const databaseStatements = (): readonly string[] =>
  (compose.configs.databases?.content ?? '')
    .split(';')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const createdNames = (kind: 'ROLE' | 'DATABASE'): readonly string[] =>
  databaseStatements().flatMap((statement) => new RegExp(`CREATE ${kind} (\\w+)`).exec(statement)?.[1] ?? [])

async function prepareDatabases(): Promise<() => Promise<void>> {
  const admin = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL })
  await admin.connect()
  admin.on('error', () => undefined)
  for (const statement of databaseStatements()) await admin.query(statement)
  return async () => {
    for (const name of createdNames('DATABASE')) await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
    for (const name of createdNames('ROLE')) await admin.query(`DROP ROLE ${name}`)
    await admin.end()
  }
}

/** Where each service is on this machine, as `host:port` by `service:port`. */
async function findPlaces(): Promise<ReadonlyMap<string, string>> {
  const places = new Map<string, string>()
  for (const [name, { environment }] of ours) {
    places.set(`${name}:${environment?.PORT}`, `127.0.0.1:${await freePort()}`)
  }
  places.set('postgres:5432', new URL(String(process.env.TEST_DATABASE_URL)).host)
  return places
}

function environmentOf(
  service: Service,
  name: string,
  places: ReadonlyMap<string, string>,
): Record<string, string> {
  const environment: Record<string, string> = {
    PATH: process.env.PATH ?? '',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
  }
  for (const [key, value] of Object.entries(service.environment ?? {})) {
    // The fast tests need nothing but Node; the shared store has tests of its own against a real redis-server.
    if (key === 'REDIS_URL') continue
    let text = String(value)
    for (const [composed, here] of places) text = text.replaceAll(composed, here)
    environment[key] = text
  }
  environment.PORT = places.get(`${name}:${service.environment?.PORT}`)?.split(':')[1] ?? ''
  return environment
}

interface RunningService {
  readonly name: string
  readonly url: string
  readonly child: ChildProcess
}

function run(service: Service, name: string, environment: Record<string, string>): RunningService {
  const [program = 'node', ...args] = service.command ?? IMAGE_COMMAND
  const child = spawn(program, args, { cwd: root, env: environment, stdio: ['ignore', 'inherit', 'inherit'] })
  return { name, url: `http://127.0.0.1:${environment.PORT}`, child }
}

async function answers({ child, name, url }: RunningService, path: string): Promise<void> {
  await until(
    async () => {
      if (child.exitCode !== null) throw new Error(`${name} ended with code ${child.exitCode}`)
      return fetch(url + path).then(
        ({ ok }) => ok,
        () => false,
      )
    },
    (ok) => ok,
  )
}

const HEALTH_PATH: Readonly<Record<string, string>> = { gateway: '/readyz', 'ticketing-api': '/up' }

async function stop({ child }: RunningService): Promise<void> {
  if (child.exitCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  await exited
}

/** All services of ours and a second gateway. Logins are not throttled and the backend races, as the story wants. */
export async function startComposed(): Promise<Platform> {
  const dropDatabases = await prepareDatabases()
  const places = await findPlaces()
  const dataDir = await mkdtemp(`${tmpdir()}/ticketing-composed-`)
  const forTheStory = { DATA_DIR: dataDir, FAITHFUL_RACES: '1' }
  const running = ours.map(([name, service]) => {
    const environment = environmentOf(service, name, places)
    if (environment.LOGIN_THROTTLE !== undefined) environment.LOGIN_THROTTLE = '1000'
    if (environment.GUEST_COMMANDS_PER_MINUTE !== undefined) environment.GUEST_COMMANDS_PER_MINUTE = '0'
    if (name === 'gateway') environment.PUBLIC_URL = `http://127.0.0.1:${environment.PORT}`
    return run(service, name, name === 'ticketing-api' ? { ...environment, ...forTheStory } : environment)
  })
  const gateway = compose.services.gateway
  if (gateway === undefined) throw new Error('docker-compose.yml has no gateway')
  const second = {
    ...environmentOf(gateway, 'gateway', places),
    PORT: String(await freePort()),
    GUEST_COMMANDS_PER_MINUTE: '0',
  }
  running.push(run(gateway, 'gateway', second))
  await Promise.all(running.map((service) => answers(service, HEALTH_PATH[service.name] ?? '/healthz')))

  const urlOf = (name: string): string => running.find((service) => service.name === name)?.url ?? ''
  return {
    url: urlOf('gateway'),
    secondUrl: `http://127.0.0.1:${second.PORT}`,
    subgraphs: new Map(),
    stripeUrl: urlOf('stripe-double'),
    ticketingApiUrl: urlOf('ticketing-api'),
    databaseUrl: '',
    mailFolder: `${dataDir}/mail`,
    async close() {
      await Promise.all(running.map(stop))
      await dropDatabases()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
