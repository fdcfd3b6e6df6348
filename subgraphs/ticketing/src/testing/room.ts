// For tests: the whole subgraph over a scripted backend, with sessions, locks and the log in a database of its own.
import { randomUUID } from 'node:crypto'
import { createBackendClient, createServiceAccount } from '@ticketing/backend-client'
import { EVENT_LOG_SCHEMA, type EventLog, eventLogMigrations, openEventLog } from '@ticketing/event-log'
import { createLocks, createLog, createMetrics, migrate, openDatabase } from '@ticketing/service-kit'
import {
  type CallContext,
  createFileLinks,
  createSessions,
  type Role,
  type Sessions,
  sessionMigrations,
} from '@ticketing/session'
import { guestCall } from '@ticketing/session/testing'
import { withKeptCatalogue } from '../backend/kept-catalogue.js'
import { createTicketing, type Ticketing } from '../subgraph.js'
import { createOwnDatabase } from './database.js'
import { type ScriptedBackend, startScriptedBackend } from './scripted-backend.js'

const log = createLog({ name: 'test', level: 'silent' })

export const GUEST_CART = '5a0f6b1e-7d3c-4c55-9a51-0b8f3f6f2a10'

export const guest = guestCall({
  guestCartId: GUEST_CART,
  requestId: 'test-request',
  publicUrl: 'https://tickets.example',
})

export const as = (role: Role, userId = 7, sessionId: string | null = null): CallContext => ({
  ...guest,
  guestCartId: null,
  caller: { sessionId, userId, role, backendToken: `${userId}|token-of-${role}` },
})

/** A GraphQL answer as a client reads it. */
interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: a test names the fields it asked for.
  readonly data: any
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[]
}

/** One process of several. */
export interface Instance {
  /** `withinMs`: how long the request has; default 20 000. */
  ask(
    document: string,
    call?: CallContext,
    variables?: Record<string, unknown>,
    withinMs?: number,
  ): Promise<Answer>
  /** Settles what was left behind. */
  settle(): Promise<number>
}

export interface Room extends Instance {
  readonly backend: ScriptedBackend
  readonly sessions: Sessions
  readonly eventLog: EventLog
  readonly now: number
  /** Makes the subgraph anew, as a process that was just started: it knows nothing of the catalogue. */
  restart(): void
  /** Another process over the same database and the same backend. */
  another(): Instance
  close(): Promise<void>
}

export interface RoomOptions {
  /** How many milliseconds pass each time that somebody looks at the clock; by default it stands still. */
  readonly tick?: number | 'as time goes by'
  /** How long public answers are kept; by default none is. */
  readonly catalogueSeconds?: number
  readonly loginsPerMinute?: number
  readonly refusalStepMs?: number
  /** By default the log is in the database of the room. */
  readonly logUrl?: string
  /** Whether the room may look as an admin what became of a command; its token ends in ADMIN. Default false. */
  readonly serviceAccount?: boolean
}

const instanceOf = (ticketing: () => Ticketing): Instance => ({
  async ask(document, call = guest, variables = {}, withinMs = 20_000) {
    const { subgraph } = ticketing()
    const asked = { ...call, deadline: Date.now() + withinMs }
    return JSON.parse(JSON.stringify(await subgraph.execute({ document, variables, call: asked })))
  },
  settle: () => ticketing().settle(),
})

function clockOf(tick: number | 'as time goes by'): { startedAt: number; now: () => number } {
  const startedAt = Date.now()
  if (tick === 'as time goes by') return { startedAt, now: Date.now }
  let clock = startedAt - tick
  const now = () => {
    clock += tick
    return clock
  }
  return { startedAt, now }
}

async function openStores(logUrl?: string) {
  const own = await createOwnDatabase()
  const { url } = own
  await migrate({ url, schema: 'session', migrations: sessionMigrations, log })
  await migrate({ url, schema: EVENT_LOG_SCHEMA, migrations: eventLogMigrations, log })
  const database = openDatabase({ url, applicationName: 'test', log })
  const locks = createLocks({ url, now: Date.now, log })
  const eventLog = openEventLog({ url: logUrl ?? url, log })
  return {
    database,
    locks,
    eventLog,
    async close() {
      await eventLog.close()
      await locks.close()
      await database.close()
      await own.drop()
    },
  }
}

export async function openRoom({
  tick = 0,
  catalogueSeconds = 0,
  loginsPerMinute = 1000,
  refusalStepMs = 0,
  logUrl,
  serviceAccount: hasAccount = false,
}: RoomOptions = {}): Promise<Room> {
  const { database, locks, eventLog, close } = await openStores(logUrl)
  const { startedAt, now } = clockOf(tick)
  const backend = await startScriptedBackend()
  const metrics = createMetrics()
  const client = createBackendClient({ baseUrl: backend.url, log, metrics, now: Date.now })
  const secret = 'a secret of at least 32 characters'
  const sessions = await createSessions({ secret, database, now, log })
  const fileLinks = createFileLinks({ secret, now })
  const account = { client, email: 'service@example.test', password: 'secret', now: Date.now }
  const serviceAccount = hasAccount ? createServiceAccount(account) : null
  const stores = { sessions, locks, eventLog, fileLinks, serviceAccount, newId: randomUUID }
  const started: Ticketing[] = []
  const start = () => {
    const keeping = withKeptCatalogue(client, { seconds: catalogueSeconds, metrics, now })
    const settings = { loginsPerMinute, refusalStepMs }
    const ticketing = createTicketing(settings, { ...stores, backend: keeping, log, now })
    started.push(ticketing)
    return ticketing
  }
  let current = start()
  return {
    ...instanceOf(() => current),
    backend,
    sessions,
    eventLog,
    now: startedAt,
    restart() {
      current = start()
    },
    another() {
      const other = start()
      return instanceOf(() => other)
    },
    async close() {
      for (const { subgraph } of started) await subgraph.close()
      await client.close()
      await sessions.close()
      await close()
      await backend.close()
    },
  }
}
