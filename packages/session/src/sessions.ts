// Who a bearer token stands for: the token says who, the database says in which role and whether still.

import { randomUUID } from 'node:crypto'
import type { Database, Log } from '@ticketing/service-kit'
import type { Caller, Role } from './call-context.js'
import { createSessionCache } from './session-cache.js'
import {
  type ActiveSession,
  type ChangedSession,
  createSessionStore,
  SESSION_CHANNEL,
} from './session-store.js'
import { createSessionTokens, invalidSession, type SessionTokenContent } from './tokens.js'

/** A change that another process made is known here after this time at the latest, also when its message is lost. */
const LONGEST_CACHE_MS = 10_000
const CACHED_SESSIONS = 20_000

/** Who signed in, as the backend's login answer says. */
export interface NewSessionInput {
  readonly userId: number
  readonly role: Role
  readonly email: string
  readonly backendToken: string
  readonly expiresAt: Date
  /** The program that signed in, as it calls itself; default null. */
  readonly client?: string | null
}

/** Sessions of all processes that share the database. All methods throw SERVICE_UNAVAILABLE while that is down. */
export interface Sessions {
  start(input: NewSessionInput): Promise<{ token: string; expiresAt: Date; sessionId: string }>
  /** Throws UNAUTHENTICATED when the token is invalid or expired, or its session has ended. */
  callerOf(bearer: string): Promise<Caller>
  /**
   * A caller who was known a while ago, in his role of now. Throws UNAUTHENTICATED when his session has ended.
   * Who has none, having come with a raw backend token, is answered as he is: that token is the backend's to judge.
   */
  refresh(caller: Caller): Promise<Caller>
  /** Ending what is not there or has ended changes nothing. */
  end(sessionId: string): Promise<void>
  /** `except`: the session that stays. */
  endAllOf(userId: number, except?: string | null): Promise<void>
  /**
   * All of whoever has signed in with this address, in whatever case; which they were. `except`: the session that stays.
   */
  endAllOfEmail(email: string, except?: string | null): Promise<readonly ChangedSession[]>
  /** All that hold this token of the backend, which refuses it. */
  endAllWith(backendToken: string): Promise<void>
  setRole(userId: number, role: Role): Promise<void>
  /** Those of a user that have neither ended nor expired, the last used first. */
  activeOf(userId: number): Promise<readonly ActiveSession[]>
  /** Stops listening; the database stays open. */
  close(): Promise<void>
}

/** `secret`: SESSION_SECRET. `now` in epoch ms. `cacheMs`: at most (and by default) 10 000. */
export interface SessionsOptions {
  readonly secret: string
  readonly database: Database
  readonly now: () => number
  readonly log: Log
  readonly cacheMs?: number
}

/** Rejects when the database cannot be reached: without its notifications a revocation would come late. */
export async function createSessions(options: SessionsOptions): Promise<Sessions> {
  const { secret, database, now, log } = options
  const tokens = createSessionTokens({ secret, now })
  const store = createSessionStore(database)
  const cacheMs = Math.min(options.cacheMs ?? LONGEST_CACHE_MS, LONGEST_CACHE_MS)
  const records = createSessionCache({
    load: (sid) => store.find(sid, new Date(now())),
    cacheMs,
    max: CACHED_SESSIONS,
    now,
  })
  // What a token holds never changes; keeping it spares the decryption. Its expiry is looked at each time.
  const contents = createSessionCache({
    load: tokens.open,
    cacheMs: Number.POSITIVE_INFINITY,
    max: CACHED_SESSIONS,
    now,
  })
  const stopListening = await database.listen(SESSION_CHANNEL, records.forget, records.clear)

  async function openToken(bearer: string): Promise<SessionTokenContent> {
    const content = await contents.get(bearer)
    if (now() >= content.exp * 1000) {
      contents.forget(bearer)
      throw invalidSession('expired')
    }
    return content
  }

  async function roleIn(sid: string, userId: number): Promise<Role> {
    const record = await records.get(sid)
    if (record === null) throw invalidSession('unknown session')
    if (record.ended || record.userId !== userId) throw invalidSession('ended session')
    return record.role
  }

  async function known(change: Promise<ChangedSession[]>, what: string): Promise<readonly ChangedSession[]> {
    const sessions = await change
    for (const { sessionId } of sessions) {
      // The notification comes here too, but the caller may ask before.
      records.forget(sessionId)
      log.info({ sessionId }, what)
    }
    return sessions
  }

  async function changed(change: Promise<ChangedSession[]>, what: string): Promise<void> {
    await known(change, what)
  }

  return {
    async start({ userId, role, email, backendToken, expiresAt, client = null }) {
      const sid = randomUUID()
      const exp = Math.floor(expiresAt.getTime() / 1000)
      const token = await tokens.seal({ sid, userId, backendToken, exp })
      const end = new Date(exp * 1000)
      const person = { userId, role, email, backendToken, client }
      await store.insert({ ...person, sid, startedAt: new Date(now()), expiresAt: end })
      log.info({ sessionId: sid, userId, role }, 'session started')
      return { token, expiresAt: end, sessionId: sid }
    },
    async callerOf(bearer) {
      const { sid, userId, backendToken } = await openToken(bearer)
      return { sessionId: sid, userId, role: await roleIn(sid, userId), backendToken }
    },
    async refresh(caller) {
      if (caller.sessionId === null) return caller
      return { ...caller, role: await roleIn(caller.sessionId, caller.userId) }
    },
    end: (sessionId) => changed(store.end(sessionId, new Date(now())), 'session ended'),
    endAllOf: (userId, except = null) =>
      changed(store.endAllOf(userId, new Date(now()), except), 'session ended'),
    endAllOfEmail: (email, except = null) =>
      known(store.endAllOfEmail(email, new Date(now()), except), 'session ended'),
    endAllWith: (backendToken) => changed(store.endAllWith(backendToken, new Date(now())), 'session ended'),
    activeOf: (userId) => store.activeOf(userId, new Date(now())),
    setRole: (userId, role) => changed(store.setRole(userId, role), 'role changed'),
    close: stopListening,
  }
}
