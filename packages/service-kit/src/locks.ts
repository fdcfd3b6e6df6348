// One command at a time on one thing, over all processes: a PostgreSQL advisory lock, held until the work has settled.
// It belongs to a connection, so a process that dies loses it; a pooler in between must keep sessions together.

import { createHash } from 'node:crypto'
import type pg from 'pg'
import { openPool } from './database.js'
import { toDatabaseFailure } from './database-failure.js'
import { createKeyQueue } from './key-queue.js'
import { createLockConnection, type LockConnection } from './lock-connection.js'
import { conflict, crowded, silent } from './lock-failures.js'
import { createLockWaits, type LockOptions } from './lock-wait.js'
import type { Log } from './log.js'
import { unlessAborted } from './patience.js'

export type { LockOptions } from './lock-wait.js'

/** What the database may need beyond the deadline to say itself that the lock is not free. */
const GRACE_MS = 500
/** Of the connections: one busy kind of lock leaves the rest to the others. */
const SHARE_OF_A_KIND = 3 / 4

/** A lock, as its work sees it. */
export interface HeldLock {
  /** Aborts when the database connection breaks: from then on another process may have the lock. */
  readonly lost: AbortSignal
}

/** Mutual exclusion by key over all processes that share the database. */
export interface Locks {
  /**
   * Runs `work` alone on `key` (`kind:id`) and returns its result. `work` takes no further lock: who holds one must not
   * wait for a connection.
   * Throws CONFLICT when the lock is not free by the deadline or the signal aborts first, SERVICE_UNAVAILABLE
   * when the database is down or too many locks are in use at once; `work` has not begun then.
   */
  withLock<T>(key: string, options: LockOptions, work: (held: HeldLock) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** `max`: connections, and so outermost locks that this process holds or waits for at a time (default 20). */
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

interface Wanted {
  readonly key: string
  readonly options: LockOptions
}

const kindOf = (key: string): string => key.split(':', 1)[0] ?? ''

/** Else the server would let a waiter that is gone wait its whole time. Not every system can: then it does. */
function noticeGoneWaiters(client: pg.PoolClient): void {
  client.query('SET client_connection_check_interval = 1000').catch(() => undefined)
}

/** Connects at the first lock. */
export function createLocks({ url, max = 20, now, log }: LocksOptions): Locks {
  const keys = createKeyQueue(1)
  const kinds = createKeyQueue(Math.max(1, Math.floor(max * SHARE_OF_A_KIND)))
  const connections = createKeyQueue(max)
  const pool = openPool({ connectionString: url, application_name: 'locks', max }, log)
  pool.on('connect', noticeGoneWaiters)
  const { patiently, inLine } = createLockWaits(now)

  const aloneHere = <T>(key: string, options: LockOptions, work: () => Promise<T>): Promise<T> =>
    inLine({ queue: keys, key }, { ...options, onTimeout: conflict }, work)

  async function connect(giveUp: AbortSignal): Promise<LockConnection> {
    try {
      return createLockConnection(await unlessAborted(giveUp, pool.connect(), (late) => late.release()))
    } catch (error) {
      throw toDatabaseFailure(error)
    }
  }

  /** For whatever the database is asked on the way to a lock. */
  const askingFor = <T>(options: LockOptions, ask: (giveUp: AbortSignal) => Promise<T>): Promise<T> =>
    patiently({ ...options, onTimeout: silent, graceMs: GRACE_MS }, ask)

  async function take(
    connection: LockConnection,
    { key, options }: Wanted,
    giveUp: AbortSignal,
  ): Promise<void> {
    const waitMs = options.deadline - now()
    const outcome = await connection.take(lockNumber(key), { waitMs, giveUp })
    if (outcome === 'busy') throw conflict()
  }

  async function giveBack(connection: LockConnection, key: string): Promise<void> {
    try {
      await connection.giveBack(lockNumber(key))
    } catch (err) {
      log.warn({ err, key }, 'a lock was lost before its work had ended')
    }
  }

  async function connectAndTake(wanted: Wanted, giveUp: AbortSignal): Promise<LockConnection> {
    const connection = await connect(giveUp)
    try {
      await take(connection, wanted, giveUp)
      return connection
    } catch (error) {
      connection.leave()
      throw error
    }
  }

  async function onOwnConnection<T>(key: string, options: LockOptions, work: (held: HeldLock) => Promise<T>) {
    const connection = await askingFor(options, (giveUp) => connectAndTake({ key, options }, giveUp))
    try {
      return await work({ lost: connection.lost })
    } finally {
      await giveBack(connection, key)
      connection.leave()
    }
  }

  return {
    withLock(key, options, work) {
      const place = { ...options, onTimeout: crowded }
      return aloneHere(key, options, () =>
        inLine({ queue: kinds, key: kindOf(key) }, place, () =>
          inLine({ queue: connections, key: '' }, place, () => onOwnConnection(key, options, work)),
        ),
      )
    },
    close: () => pool.end(),
  }
}
