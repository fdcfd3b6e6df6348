// One PostgreSQL connection that holds one advisory lock.

import type pg from 'pg'
import { toDatabaseFailure } from './database-failure.js'
import { errorCodeOf } from './error-code.js'
import { unlessAborted } from './patience.js'
import { within } from './within.js'

/** The wait took too long, or PostgreSQL found that two wait for each other: either way the connection is as before. */
const BUSY_STATES: ReadonlySet<string | null> = new Set(['55P03', '40P01'])
const UNLOCK_TIMEOUT_MS = 2_000

/** A lock by its number. */
export interface LockConnection {
  /** Aborts when the connection breaks: its lock is gone then. */
  readonly lost: AbortSignal
  /**
   * Waits `waitMs`. Throws when the database fails or `giveUp` aborts, and closes the connection then: the lock may have
   * arrived unseen.
   */
  take(
    number: bigint,
    wait: { readonly waitMs: number; readonly giveUp: AbortSignal },
  ): Promise<'taken' | 'busy'>
  /** Throws when it was not held any more. */
  giveBack(number: bigint): Promise<void>
  /** Gives the connection back to its pool, once. */
  leave(): void
}

/** Takes over a connection that a pool has handed out. */
export function createLockConnection(client: pg.PoolClient): LockConnection {
  const lost = new AbortController()
  let left = false

  const onLost = () => lost.abort(new Error('the database connection that held the lock is lost'))
  client.once('end', onLost)

  function release(broken: boolean): void {
    if (left) return
    left = true
    client.off('end', onLost)
    if (broken) onLost()
    client.release(broken)
  }

  return {
    lost: lost.signal,
    async take(number, { waitMs, giveUp }) {
      // One round trip. Both values are numbers of ours; this protocol takes no parameters.
      const statement = `SET lock_timeout = ${Math.max(1, Math.ceil(waitMs))}; SELECT pg_advisory_lock(${number})`
      try {
        await unlessAborted(giveUp, client.query(statement))
        return 'taken'
      } catch (error) {
        if (BUSY_STATES.has(errorCodeOf(error))) return 'busy'
        release(true)
        throw toDatabaseFailure(error)
      }
    },
    async giveBack(number) {
      try {
        const statement = `SELECT pg_advisory_unlock(${number}) AS held`
        const { rows } = await within(
          UNLOCK_TIMEOUT_MS,
          client.query(statement),
          'the database does not answer',
        )
        if (rows[0]?.held !== true) throw new Error('the lock was not held any more')
      } catch (error) {
        release(true)
        throw error
      }
    },
    leave: () => release(false),
  }
}
