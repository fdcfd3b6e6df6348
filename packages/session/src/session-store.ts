// The sessions' table: who, in which role, until when. Every change tells all processes by NOTIFY.

import type { Database, Migration } from '@ticketing/service-kit'
import { z } from 'zod'
import type { Role } from './call-context.js'

/** Carries the id of a session that has changed. */
export const SESSION_CHANNEL = 'ticketing_session'

/** For `migrate({ schema: 'session', … })`. */
export const sessionMigrations: readonly Migration[] = [
  {
    name: '001-sessions',
    sql: `
      CREATE TABLE sessions (
        sid uuid PRIMARY KEY,
        user_id bigint NOT NULL,
        role text NOT NULL CHECK (role IN ('USER', 'EMPLOYEE', 'ADMIN')),
        email text NOT NULL,
        started_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz
      );
      CREATE INDEX sessions_by_user ON sessions (user_id);
      CREATE INDEX sessions_by_expiry ON sessions (expires_at);`,
    grants: (role) => `GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO ${role}`,
  },
  { name: '002-by-email', sql: 'CREATE INDEX sessions_by_email ON sessions (lower(email));' },
]

/** A session that has begun. */
interface NewSession {
  readonly sid: string
  readonly userId: number
  readonly role: Role
  readonly email: string
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

/** Statements on the table. */
export interface SessionStore {
  insert(session: NewSession): Promise<void>
  find(sid: string): Promise<SessionRecord | null>
  end(sid: string, at: Date): Promise<string[]>
  /** `except`: the session that stays. */
  endAllOf(userId: number, at: Date, except: string | null): Promise<string[]>
  endAllOfEmail(email: string, at: Date, except: string | null): Promise<string[]>
  setRole(userId: number, role: Role): Promise<string[]>
}

// What expired a day ago is of no use to anybody.
const INSERT = `
  WITH purged AS (DELETE FROM session.sessions WHERE expires_at < $5::timestamptz - interval '1 day')
  INSERT INTO session.sessions (sid, user_id, role, email, started_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)`

const FIND = `
  SELECT user_id AS "userId", role, ended_at IS NOT NULL AS ended FROM session.sessions WHERE sid = $1`

function announced(update: string): string {
  return `WITH changed AS (${update} RETURNING sid)
    SELECT sid::text AS sid, pg_notify('${SESSION_CHANNEL}', sid::text)::text FROM changed`
}

const END = announced('UPDATE session.sessions SET ended_at = $2 WHERE sid = $1 AND ended_at IS NULL')
const END_ALL = announced(`UPDATE session.sessions SET ended_at = $2
  WHERE user_id = $1 AND ended_at IS NULL AND sid IS DISTINCT FROM $3::uuid`)
// By the user and not by the row: one may have signed in under two addresses, before and after a change of them.
const END_ALL_OF_EMAIL = announced(`UPDATE session.sessions SET ended_at = $2
  WHERE user_id IN (SELECT user_id FROM session.sessions WHERE lower(email) = lower($1))
    AND ended_at IS NULL AND sid IS DISTINCT FROM $3::uuid`)
const SET_ROLE = announced('UPDATE session.sessions SET role = $2 WHERE user_id = $1 AND ended_at IS NULL')

/** The changing statements answer with the ids of the sessions that they changed. */
export function createSessionStore(database: Database): SessionStore {
  async function change(sql: string, values: unknown[]): Promise<string[]> {
    return (await database.query<{ sid: string }>(sql, values)).map(({ sid }) => sid)
  }
  return {
    async insert({ sid, userId, role, email, startedAt, expiresAt }) {
      await database.query(INSERT, [sid, userId, role, email, startedAt, expiresAt])
    },
    async find(sid) {
      const [found] = await database.query(FIND, [sid])
      return found === undefined ? null : row.parse(found)
    },
    end: (sid, at) => change(END, [sid, at]),
    endAllOf: (userId, at, except) => change(END_ALL, [userId, at, except]),
    endAllOfEmail: (email, at, except) => change(END_ALL_OF_EMAIL, [email, at, except]),
    setRole: (userId, role) => change(SET_ROLE, [userId, role]),
  }
}
