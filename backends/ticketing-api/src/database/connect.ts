import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Tables } from './tables.js'

export type Database = Kysely<Tables>

/** Opens a pool. A connection that is not had within five seconds is an error, not a wait. */
export const connect = (databaseUrl: string, log: Logger): Database => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 12, connectionTimeoutMillis: 5000 })
  // Without a listener, an idle connection that the server drops would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection was lost'))
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}
