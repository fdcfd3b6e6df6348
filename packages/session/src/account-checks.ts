// Whose accounts have to be looked at again, because the backend never tells that one was disabled or got another role.
import type { Database } from '@ticketing/service-kit'
import { z } from 'zod'

/** Somebody with at least one session that has neither ended nor expired. */
const signedIn = z.object({
  userId: z.coerce.number(),
  /** As the last login said. */
  email: z.string(),
  roles: z.array(z.enum(['USER', 'EMPLOYEE', 'ADMIN'])),
})

export type SignedInUser = Readonly<z.infer<typeof signedIn>>

export interface AccountChecks {
  /** True for one process of all, and for it not before `everyMs` have passed since the last time. */
  claim(everyMs: number): Promise<boolean>
  /** Those with a session, who used one last first. */
  signedInUsers(): Promise<readonly SignedInUser[]>
}

const CLAIM = `
  INSERT INTO session.account_checks (checked_at) VALUES (now())
  ON CONFLICT (one) DO UPDATE SET checked_at = now()
  WHERE account_checks.checked_at <= now() - $1 * interval '1 millisecond'
  RETURNING one`

const SIGNED_IN = `
  SELECT user_id AS "userId", (array_agg(email ORDER BY started_at DESC))[1] AS email,
    array_agg(DISTINCT role) AS roles
  FROM session.sessions WHERE ended_at IS NULL AND expires_at > $1
  GROUP BY user_id ORDER BY max(coalesce(last_used_at, started_at)) DESC, user_id`

/** `now` in epoch ms. A claim goes by the database's clock, which is the same for all processes. */
export function createAccountChecks(options: { database: Database; now: () => number }): AccountChecks {
  const { database, now } = options
  return {
    async claim(everyMs) {
      const claimed = await database.query(CLAIM, [everyMs])
      return claimed.length > 0
    },
    async signedInUsers() {
      return z.array(signedIn).parse(await database.query(SIGNED_IN, [new Date(now())]))
    },
  }
}
