// One PostgreSQL connection that holds advisory locks: the first one, and those that are taken inside it.

import type pg from 'pg'
import { toDatabaseFailure } from './database-failure.js'
import { errorCodeOf } from './error-code.js'
import { CodedError } from './errors.js'
import { createKeyQueue } from './key-queue.js'
import { unlessAborted } from './patience.js'

/** The wait took too long, or PostgreSQL found that two wait for each other: either way the connection is as before. */
const BUSY_STATES: ReadonlySet<string | null> = new Set(['55P03', '40P01'])
const UNLOCK_TIMEOUT_MS = 2_000
const NEVER = new AbortController().signal

/** Locks by number. What is taken on one connection cannot wait for a place among the connections. */
export interface LockConnection {
  /** Aborts when the connection breaks: its locks are gone then, all of them. */
  readonly lost: AbortSignal
  /**
   * Waits `remainingMs`, asked when the wait begins. Throws when the database fails or `giveUp` aborts, and gives all
   * locks up if that happens while the database is asked: this lock may have arrived unseen.
   */
  take(
    number: bigint,
    wait: { readonly remainingMs: () => number; readonly giveUp: AbortSignal },
  ): Promise<'taken' | 'busy'>
  /** Throws when it was not held any more. */
  giveBack(number: bigint): Promise<void>
  /** Gives the connection back to its pool, or closes it when a lock is still on it. */
  leave(): void
}

function gone(): CodedError {
  return new CodedError('SERVICE_UNAVAILABLE', 'A part of the platform is down for the moment.', {
    operatorMessage: 'The database connection that held the outer lock is gone',
  })
}

async function within<T>(milliseconds: number, pending: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the database does not answer')), milliseconds)
  })
  return Promise.race([pending, late]).finally(() => clearTimeout(timer))
}

/** Takes over a connection that a pool has handed out. */
export function createLockConnection(client: pg.PoolClient): LockConnection {
  const lost = new AbortController()
  // A connection takes one statement at a time, and each has its own time.
  const statements = createKeyQueue(1)
  const held = new Set<bigint>()
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

  async function inTurn<T>(giveUp: AbortSignal, statement: () => Promise<T>): Promise<T> {
    const endTurn = await statements.enter('', giveUp)
    try {
      if (left) throw gone()
      return await statement()
    } finally {
      endTurn()
    }
  }

  async function lock(number: bigint, waitMs: number, giveUp: AbortSignal): Promise<'taken' | 'busy'> {
    // One round trip. Both values are numbers of ours; this protocol takes no parameters.
    const statement = `SET lock_timeout = ${Math.max(1, Math.ceil(waitMs))}; SELECT pg_advisory_lock(${number})`
    try {
      held.add(number)
      await unlessAborted(giveUp, client.query(statement))
      return 'taken'
    } catch (error) {
      held.delete(number)
      if (BUSY_STATES.has(errorCodeOf(error))) return 'busy'
      release(true)
      throw toDatabaseFailure(error)
    }
  }

  async function unlock(number: bigint): Promise<void> {
    try {
      const statement = `SELECT pg_advisory_unlock(${number}) AS held`
      const { rows } = await within(UNLOCK_TIMEOUT_MS, client.query(statement))
      if (rows[0]?.held !== true) throw new Error('the lock was not held any more')
      held.delete(number)
    } catch (error) {
      release(true)
      throw error
    }
  }

  return {
    lost: lost.signal,
    take: (number, { remainingMs, giveUp }) => inTurn(giveUp, () => lock(number, remainingMs(), giveUp)),
    giveBack: (number) => inTurn(NEVER, () => unlock(number)),
    leave: () => release(held.size > 0),
  }
}
