// One command at a time on one thing, over all processes: a PostgreSQL advisory lock, held until the work has settled.
// It belongs to a connection, so a process that dies loses it; a pooler in between must keep sessions together.

import { createHash } from 'node:crypto'
import type pg from 'pg'
import { releaseLock, takeLock } from './advisory-lock.js'
import { openPool } from './database.js'
import { toDatabaseFailure } from './database-failure.js'
import { CodedError } from './errors.js'
import { createKeyQueue, type KeyQueue } from './key-queue.js'
import type { Log } from './log.js'
import { createPatience, unlessAborted } from './patience.js'

/** What the database may need beyond the deadline to say itself that the lock is not free. */
const GRACE_MS = 500

/** `deadline` (epoch ms) and `signal` bound the wait only: work that has begun keeps its lock until it settles. */
export interface LockOptions {
  readonly deadline: number
  readonly signal?: AbortSignal
}

/** Mutual exclusion by key over all processes that share the database. */
export interface Locks {
  /**
   * Runs `work` alone on `key` and returns its result. `lost` aborts when the database connection breaks meanwhile:
   * from then on another process may have the lock.
   * Throws CONFLICT when the lock is not free by the deadline or the signal aborts first, SERVICE_UNAVAILABLE
   * when the database is down; `work` has not begun then. A lock must not be taken again inside its own work.
   */
  withLock<T>(key: string, options: LockOptions, work: (lost: AbortSignal) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** `max`: connections, and so locks that this process holds or waits for at a time (default 10). */
export interface LocksOptions {
  readonly url: string
  readonly max?: number
  readonly now: () => number
  readonly log: Log
}

/** 64 bits of a hash, apart from other users of advisory locks in the same database. */
function lockNumber(key: string): bigint {
  return createHash('sha256').update(`ticketing lock\0${key}`).digest().readBigInt64BE()
}

function conflict(cause?: unknown): CodedError {
  return new CodedError('CONFLICT', 'Another command is at work on the same thing; try again.', { cause })
}

function silent(): CodedError {
  return new CodedError('SERVICE_UNAVAILABLE', 'A part of the platform is down for the moment.', {
    operatorMessage: 'The database of the locks does not answer',
  })
}

/** Takes part in one line for as long as the options allow, and leaves it when `work` has settled. */
async function inLine<T>(
  line: { readonly queue: KeyQueue; readonly key: string; readonly remainingMs: number },
  options: LockOptions,
  work: () => Promise<T>,
): Promise<T> {
  if (line.remainingMs <= 0) throw conflict()
  const patience = createPatience({
    forMs: line.remainingMs,
    onTimeout: conflict,
    leaving: options.signal,
    onLeaving: conflict,
  })
  const endTurn = await line.queue.enter(line.key, patience.signal).finally(patience.end)
  return work().finally(endTurn)
}

async function acquire(
  pool: pg.Pool,
  number: bigint,
  options: LockOptions & { readonly remainingMs: number },
): Promise<pg.PoolClient> {
  const waitMs = options.remainingMs
  if (waitMs <= 0) throw conflict()
  const patience = createPatience({
    forMs: waitMs + GRACE_MS,
    onTimeout: silent,
    leaving: options.signal,
    onLeaving: conflict,
  })
  try {
    const client = await unlessAborted(patience.signal, pool.connect(), (late) => late.release())
    if ((await takeLock(client, { number, waitMs, giveUp: patience.signal })) === 'busy') throw conflict()
    return client
  } catch (error) {
    throw toDatabaseFailure(error)
  } finally {
    patience.end()
  }
}

async function hold<T>(client: pg.PoolClient, work: (lost: AbortSignal) => Promise<T>): Promise<T> {
  const lost = new AbortController()
  const onLost = () => lost.abort(new Error('the database connection that held the lock is lost'))
  client.once('end', onLost)
  try {
    return await work(lost.signal)
  } finally {
    client.off('end', onLost)
  }
}

/** Else the server would let a waiter that is gone wait its whole time. Not every system can: then it does. */
function noticeGoneWaiters(client: pg.PoolClient): void {
  client.query('SET client_connection_check_interval = 1000').catch(() => undefined)
}

/** Connects at the first lock. */
export function createLocks({ url, max = 10, now, log }: LocksOptions): Locks {
  const keys = createKeyQueue(1)
  const connections = createKeyQueue(max)
  const pool = openPool({ connectionString: url, application_name: 'locks', max }, log)
  pool.on('connect', noticeGoneWaiters)

  async function onConnection<T>(key: string, options: LockOptions, work: (lost: AbortSignal) => Promise<T>) {
    const number = lockNumber(key)
    const client = await acquire(pool, number, { ...options, remainingMs: options.deadline - now() })
    try {
      return await hold(client, work)
    } finally {
      await releaseLock(client, number).catch((err: unknown) =>
        log.warn({ err }, 'a lock was lost before its work had ended'),
      )
    }
  }

  return {
    withLock(key, options, work) {
      const remaining = () => options.deadline - now()
      return inLine({ queue: keys, key, remainingMs: remaining() }, options, () =>
        inLine({ queue: connections, key: '', remainingMs: remaining() }, options, () =>
          onConnection(key, options, work),
        ),
      )
    },
    close: () => pool.end(),
  }
}
