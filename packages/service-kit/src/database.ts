// The way to PostgreSQL: a pool that survives the server's restarts, transactions, and notifications.

import pg from 'pg'
import { toDatabaseFailure } from './database-failure.js'
import { createDatabaseListener } from './database-listener.js'
import type { Log } from './log.js'

const CONNECT_TIMEOUT_MS = 5_000
const STATEMENT_TIMEOUT_MS = 15_000

/**
 * Statements against one database. Every method throws CodedError SERVICE_UNAVAILABLE while the database cannot be
 * reached, and PostgreSQL's own error (with its SQLSTATE in `code`) for a statement that fails.
 */
export interface Database {
  /** bigint and numeric columns come as strings, timestamps as Date. The caller answers for `Row`. */
  query<Row>(sql: string, values?: unknown[]): Promise<Row[]>
  /** Commits when `work` resolves, rolls back when it rejects. */
  transaction<T>(work: (transaction: Pick<Database, 'query'>) => Promise<T>): Promise<T>
  /** Hears NOTIFY until the returned function is called. `onGap`: the connection was lost, messages may be missing. */
  listen(
    channel: string,
    onNotify: (payload: string) => void,
    onGap?: () => void,
  ): Promise<() => Promise<void>>
  readonly pool: pg.Pool
  close(): Promise<void>
}

/** `max` connections at most (default 10). */
export interface DatabaseOptions {
  readonly url: string
  readonly applicationName: string
  readonly max?: number
  readonly log: Log
}

/** A pool that never crashes the process: without listeners a server that stops would. */
export function openPool(config: pg.PoolConfig, log: Log): pg.Pool {
  const pool = new pg.Pool({ keepAlive: true, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, ...config })
  pool.on('error', (err) => log.warn({ err }, 'an idle database connection is lost'))
  // A connection in use reports its loss here and through the statement that it runs.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

async function runTransaction<T>(
  pool: pg.Pool,
  work: (transaction: Pick<Database, 'query'>) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const result = await work({
      query: async <Row>(sql: string, values?: unknown[]) => (await client.query(sql, values)).rows as Row[],
    })
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((cause: Error) => {
      broken = cause
    })
    throw error
  } finally {
    client.release(broken)
  }
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw toDatabaseFailure(error)
  }
}

/** Opens a pool; connects at the first statement. A statement is given up after 15 s. */
export function openDatabase(options: DatabaseOptions): Database {
  const { url, applicationName, max = 10, log } = options
  const config = { connectionString: url, application_name: applicationName }
  const pool = openPool({ ...config, max, statement_timeout: STATEMENT_TIMEOUT_MS }, log)
  const listener = createDatabaseListener({
    config: { ...config, keepAlive: true, connectionTimeoutMillis: CONNECT_TIMEOUT_MS },
    log,
  })
  return {
    pool,
    query: <Row>(sql: string, values?: unknown[]) =>
      guarded(async () => (await pool.query(sql, values)).rows as Row[]),
    transaction: (work) => guarded(() => runTransaction(pool, work)),
    listen: (channel, onNotify, onGap = () => undefined) =>
      guarded(() => listener.subscribe(channel, { onNotify, onGap })),
    async close() {
      await listener.close()
      await pool.end()
    },
  }
}
