// The sessions' table: who, in which role, until when. Every change tells all processes by NOTIFY.

import { createHash } from 'node:crypto'
import type { Database } from '@ticketing/service-kit'
import { z } from 'zod'
import type { Role } from './call-context.js'

/** Carries the id of a session that has changed. */
export const SESSION_CHANNEL = 'ticketing_session'

/** A session that has begun. */
interface NewSession {
  readonly sid: string
  readonly userId: number
  readonly role: Role
  readonly email: string
  readonly backendToken: string
  readonly client: string | null
  readonly startedAt: Date
  readonly expiresAt: Date
}

const row = z.object({
  userId: z.coerce.number(),
  role: z.enum(['USER', 'EMPLOYEE', 'ADMIN']),
  ended: z.boolean(),
})

/** What is known of a session. */
type SessionRecord = Readonly<z.infer<typeof row>>

const active = z.object({
  id: z.uuid(),
  startedAt: z.date(),
  lastUsedAt: z.date(),
  expiresAt: z.date(),
  client: z.string().nullable(),
})

/** A session that has neither ended nor expired, as its user may see it. `lastUsedAt` is exact to a minute. */
export type ActiveSession = Readonly<z.infer<typeof active>>

const changed = z.object({ sessionId: z.string(), userId: z.coerce.number() })

/** A session that was changed, and whose it is. */
export type ChangedSession = Readonly<z.infer<typeof changed>>

/** Statements on the table. */
export interface SessionStore {
  insert(session: NewSession): Promise<void>
  /** Notes that it is used, unless that was noted within the minute. */
  find(sid: string, at: Date): Promise<SessionRecord | null>
  /** The last used first. */
  activeOf(userId: number, at: Date): Promise<readonly ActiveSession[]>
  end(sid: string, at: Date): Promise<ChangedSession[]>
  /** `except`: the session that stays. */
  endAllOf(userId: number, at: Date, except: string | null): Promise<ChangedSession[]>
  endAllOfEmail(email: string, at: Date, except: string | null): Promise<ChangedSession[]>
  endAllWith(backendToken: string, at: Date): Promise<ChangedSession[]>
  setRole(userId: number, role: Role): Promise<ChangedSession[]>
}

// What expired a day ago is of no use to anybody.
const INSERT = `
  WITH purged AS (DELETE FROM session.sessions WHERE expires_at < $5::timestamptz - interval '1 day')
  INSERT INTO session.sessions
    (sid, user_id, role, email, started_at, last_used_at, expires_at, client, backend_token_hash)
  VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8)`

const FIND = `
  WITH used AS (
    UPDATE session.sessions SET last_used_at = $2
    WHERE sid = $1 AND ended_at IS NULL
      AND coalesce(last_used_at, started_at) < $2::timestamptz - interval '1 minute'
  )
  SELECT user_id AS "userId", role, ended_at IS NOT NULL AS ended FROM session.sessions WHERE sid = $1`

const ACTIVE_OF = `
  SELECT sid::text AS id, started_at AS "startedAt", coalesce(last_used_at, started_at) AS "lastUsedAt",
    expires_at AS "expiresAt", client
  FROM session.sessions WHERE user_id = $1 AND ended_at IS NULL AND expires_at > $2
  ORDER BY coalesce(last_used_at, started_at) DESC, started_at DESC, sid`

function announced(update: string): string {
  return `WITH changed AS (${update} RETURNING sid, user_id)
    SELECT sid::text AS "sessionId", user_id AS "userId", pg_notify('${SESSION_CHANNEL}', sid::text)::text FROM changed`
}

const END = announced('UPDATE session.sessions SET ended_at = $2 WHERE sid = $1 AND ended_at IS NULL')
const END_ALL = announced(`UPDATE session.sessions SET ended_at = $2
  WHERE user_id = $1 AND ended_at IS NULL AND sid IS DISTINCT FROM $3::uuid`)
// By the user and not by the row: one may have signed in under two addresses, before and after a change of them.
const END_ALL_OF_EMAIL = announced(`UPDATE session.sessions SET ended_at = $2
  WHERE user_id IN (SELECT user_id FROM session.sessions WHERE lower(email) = lower($1))
    AND ended_at IS NULL AND sid IS DISTINCT FROM $3::uuid`)
const END_ALL_WITH = announced(
  'UPDATE session.sessions SET ended_at = $2 WHERE backend_token_hash = $1 AND ended_at IS NULL',
)
const SET_ROLE = announced(
  'UPDATE session.sessions SET role = $2 WHERE user_id = $1 AND ended_at IS NULL AND role <> $2',
)

// The tokens are long and random: their hash finds them, and tells nobody who reads the table.
const hashOf = (backendToken: string): Buffer => createHash('sha256').update(backendToken).digest()

/** The changing statements answer with the sessions that they changed. */
export function createSessionStore(database: Database): SessionStore {
  async function change(sql: string, values: unknown[]): Promise<ChangedSession[]> {
    return z.array(changed).parse(await database.query(sql, values))
  }
  return {
    async insert({ sid, userId, role, email, startedAt, expiresAt, client, backendToken }) {
      const values = [sid, userId, role, email, startedAt, expiresAt, client, hashOf(backendToken)]
      await database.query(INSERT, values)
    },
    async find(sid, at) {
      const [found] = await database.query(FIND, [sid, at])
      return found === undefined ? null : row.parse(found)
    },
    async activeOf(userId, at) {
      return z.array(active).parse(await database.query(ACTIVE_OF, [userId, at]))
    },
    end: (sid, at) => change(END, [sid, at]),
    endAllOf: (userId, at, except) => change(END_ALL, [userId, at, except]),
    endAllOfEmail: (email, at, except) => change(END_ALL_OF_EMAIL, [email, at, except]),
    endAllWith: (backendToken, at) => change(END_ALL_WITH, [hashOf(backendToken), at]),
    setRole: (userId, role) => change(SET_ROLE, [userId, role]),
  }
}
