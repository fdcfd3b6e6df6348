// The backend, the database and the sessions that the targets share.
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { EVENT_LOG_SCHEMA, eventLogMigrations } from '@ticketing/event-log'
import { createLog, migrate, openDatabase } from '@ticketing/service-kit'
import { createSessions, sessionMigrations } from '@ticketing/session'
import { startEmbeddedDatabase } from '@ticketing/standalone'
import { paymentsMigrations } from '@ticketing/subgraph-payments'
import { type Child, startProcess } from './children.js'
import { backendTokenOf, CALLERS } from './data.js'
import type { World } from './world.js'

const DAY_MS = 86_400_000

export interface OpenWorld {
  readonly world: World
  readonly responder: Child
  readonly databasePid: number
  readonly folder: string
  /** By the caller's number. */
  readonly tokens: readonly string[]
  close(): Promise<void>
}

const log = createLog({ name: 'bench', level: 'error' })
const secret = (): string => randomBytes(32).toString('hex')

async function signIn({ databaseUrl: url, sessionSecret }: World): Promise<readonly string[]> {
  const grantTo = decodeURIComponent(new URL(url).username)
  await migrate({ url, schema: 'session', migrations: sessionMigrations, grantTo, log })
  await migrate({ url, schema: EVENT_LOG_SCHEMA, migrations: eventLogMigrations, grantTo, log })
  await migrate({ url, schema: 'payments', migrations: paymentsMigrations, grantTo, log })
  await migrate({ url, schema: EVENT_LOG_SCHEMA, migrations: eventLogMigrations, grantTo, log })
  const database = openDatabase({ url, applicationName: 'bench', log })
  const sessions = await createSessions({ secret: sessionSecret, database, now: Date.now, log })
  const tokens = ['']
  for (let caller = 1; caller <= CALLERS; caller += 1) {
    const { token } = await sessions.start({
      userId: caller,
      role: 'USER',
      email: `caller-${caller}@example.test`,
      backendToken: backendTokenOf(caller),
      expiresAt: new Date(Date.now() + DAY_MS),
    })
    tokens.push(token)
  }
  await sessions.close()
  await database.close()
  return tokens
}

export async function openWorld(): Promise<OpenWorld> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ticketing-bench-'))
  await chmod(folder, 0o755)
  const dataDir = path.join(folder, 'database')
  const database = await startEmbeddedDatabase({ dataDir, log, durable: false })
  const close = async (): Promise<void> => {
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const lockFile = await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')
    const responder = await startProcess('responder', {})
    const world: World = {
      backendUrl: responder.url,
      databaseUrl: database.adminUrl,
      sessionSecret: secret(),
      subgraphSecret: secret(),
      serviceAccount: { email: 'admin@example.test', password: secret() },
    }
    const tokens = await signIn(world)
    return { world, responder, databasePid: Number.parseInt(lockFile, 10), folder, tokens, close }
  } catch (fault) {
    await close()
    throw fault
  }
}
