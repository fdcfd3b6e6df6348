// One lock on one PostgreSQL connection: taken within a time, given back, and its loss noticed.

import type pg from 'pg'
import { toDatabaseFailure } from './database-failure.js'
import { errorCodeOf } from './error-code.js'
import { unlessAborted } from './patience.js'

const LOCK_TIMEOUT_STATE = '55P03'
const UNLOCK_TIMEOUT_MS = 2_000

/** Waits `waitMs` for the lock. Unless it is taken, the connection is released; throws when the database fails or `giveUp` aborts. */
export async function takeLock(
  client: pg.PoolClient,
  lock: { readonly number: bigint; readonly waitMs: number; readonly giveUp: AbortSignal },
): Promise<'taken' | 'busy'> {
  // One round trip. Both values are numbers of ours; this protocol takes no parameters.
  const wait = Math.max(1, Math.ceil(lock.waitMs))
  const statement = `SET lock_timeout = ${wait}; SELECT pg_advisory_lock(${lock.number})`
  try {
    await unlessAborted(lock.giveUp, client.query(statement))
    return 'taken'
  } catch (error) {
    const busy = errorCodeOf(error) === LOCK_TIMEOUT_STATE
    // After any other failure the lock may have arrived unseen: closing the connection gives it back.
    client.release(!busy)
    if (busy) return 'busy'
    throw toDatabaseFailure(error)
  }
}

/** Gives the lock back on the connection that holds it. Throws when it was not held any more; releases the connection anyway. */
export async function releaseLock(client: pg.PoolClient, number: bigint): Promise<void> {
  try {
    const statement = `SELECT pg_advisory_unlock(${number}) AS held`
    const { rows } = await unlessAborted(AbortSignal.timeout(UNLOCK_TIMEOUT_MS), client.query(statement))
    if (rows[0]?.held !== true) throw new Error('the lock was not held any more')
  } catch (error) {
    client.release(true)
    throw error
  }
  client.release()
}
