// A PostgreSQL that keeps its promises to the disk, and is killed again and again; always at the same address.
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createLog } from '@ticketing/service-kit'
import { type EmbeddedDatabase, startEmbeddedDatabase } from '@ticketing/standalone'
import pg from 'pg'
import { killFamily } from './killed-family.js'

/** Below the ports that systems lend to outgoing connections: one of those could take ours while the server is away. */
const PORTS = { first: 20_000, count: 10_000 }

export interface KillableDatabase {
  /** The owner's, of all schemas. */
  readonly ownerUrl: string
  /** That of those who may only use them. */
  readonly servicesUrl: string
  /** As the superuser, while the server is up. */
  run(statement: string): Promise<void>
  /** SIGKILL for the server with all its processes; resolves when they are gone. */
  kill(): Promise<void>
  start(): Promise<void>
  /** Ends it, and removes its files. */
  close(): Promise<void>
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })

async function findPort(): Promise<number> {
  for (;;) {
    const port = PORTS.first + (randomBytes(4).readUInt32BE() % PORTS.count)
    if (await isFree(port)) return port
  }
}

async function execute(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

const urlOf = (adminUrl: string, user: string, password: string): string =>
  Object.assign(new URL(adminUrl), { username: user, password, pathname: 'gateway' }).href

/** Starts it, with a database and two roles as a deployment has them. */
export async function startKillableDatabase(): Promise<KillableDatabase> {
  const log = createLog({ name: 'storm', level: 'silent' })
  // By this name the next run of the tests finds what a killed one left.
  const dataDir = await mkdtemp(path.join(tmpdir(), 'ticketing-tests-storm-'))
  // The server may run as another user, who must be able to enter.
  await chmod(dataDir, 0o755)
  const port = await findPort()
  const start = () => startEmbeddedDatabase({ dataDir, log, port })
  let server: EmbeddedDatabase = await start()
  const password = randomBytes(16).toString('hex')
  const { adminUrl } = server
  await execute(adminUrl, [
    `CREATE ROLE gateway_owner LOGIN PASSWORD '${password}'`,
    `CREATE ROLE gateway_services LOGIN PASSWORD '${password}'`,
    'CREATE DATABASE gateway OWNER gateway_owner',
  ])
  return {
    ownerUrl: urlOf(adminUrl, 'gateway_owner', password),
    servicesUrl: urlOf(adminUrl, 'gateway_services', password),
    run: (statement) => execute(adminUrl, [statement]),
    async kill() {
      if (server.pid !== undefined) await killFamily(server.pid)
      await server.stop()
    },
    async start() {
      server = await start()
    },
    async close() {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
