// For tests: the whole subgraph over a scripted backend, with sessions and locks in a database of its own.
import { createBackendClient } from '@ticketing/backend-client'
import { createLocks, createLog, createMetrics, migrate, openDatabase } from '@ticketing/service-kit'
import {
  type CallContext,
  createFileLinks,
  createSessions,
  type Role,
  type Sessions,
  sessionMigrations,
} from '@ticketing/session'
import { withKeptCatalogue } from '../backend/kept-catalogue.js'
import { createTicketing } from '../subgraph.js'
import { createOwnDatabase } from './database.js'
import { type ScriptedBackend, startScriptedBackend } from './scripted-backend.js'

const log = createLog({ name: 'test', level: 'silent' })

export const GUEST_CART = '5a0f6b1e-7d3c-4c55-9a51-0b8f3f6f2a10'

export const guest: CallContext = {
  caller: null,
  guestCartId: GUEST_CART,
  language: 'en',
  requestId: 'test-request',
  clientName: null,
  clientAddress: null,
  idempotencyKey: null,
  traceparent: null,
  deadline: Number.MAX_SAFE_INTEGER,
  signal: new AbortController().signal,
  publicUrl: 'https://tickets.example',
}

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

export interface Room {
  readonly backend: ScriptedBackend
  readonly sessions: Sessions
  readonly now: number
  /** Makes the subgraph anew, as a process that was just started: it knows nothing of the catalogue. */
  restart(): void
  ask(document: string, call?: CallContext, variables?: Record<string, unknown>): Promise<Answer>
  close(): Promise<void>
}

/**
 * `tick`: how many milliseconds pass each time that somebody looks at the clock; by default it stands still.
 * `catalogueSeconds`: how long public answers are kept; by default none is.
 */
export async function openRoom({
  tick = 0,
  catalogueSeconds = 0,
  loginsPerMinute = 1000,
  refusalStepMs = 0,
} = {}): Promise<Room> {
  const own = await createOwnDatabase()
  await migrate({ url: own.url, schema: 'session', migrations: sessionMigrations, log })
  const startedAt = Date.now()
  let clock = startedAt - tick
  const now = () => {
    clock += tick
    return clock
  }
  const backend = await startScriptedBackend()
  const database = openDatabase({ url: own.url, applicationName: 'test', log })
  const metrics = createMetrics()
  const client = createBackendClient({ baseUrl: backend.url, log, metrics, now: Date.now })
  const locks = createLocks({ url: own.url, now: Date.now, log })
  const secret = 'a secret of at least 32 characters'
  const sessions = await createSessions({ secret, database, now, log })
  const fileLinks = createFileLinks({ secret, now })
  const start = () => {
    const keeping = withKeptCatalogue(client, { seconds: catalogueSeconds, metrics, now })
    return createTicketing(
      { loginsPerMinute, refusalStepMs },
      { backend: keeping, sessions, locks, fileLinks, log, now },
    )
  }
  let subgraph = start()
  return {
    backend,
    sessions,
    now: startedAt,
    restart() {
      subgraph = start()
    },
    async ask(document, call = guest, variables = {}) {
      const deadline = Date.now() + 20_000
      const result = await subgraph.execute({ document, variables, call: { ...call, deadline } })
      return JSON.parse(JSON.stringify(result))
    },
    async close() {
      await subgraph.close()
      await client.close()
      await locks.close()
      await sessions.close()
      await database.close()
      await backend.close()
      await own.drop()
    },
  }
}
