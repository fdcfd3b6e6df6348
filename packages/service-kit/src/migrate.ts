// Brings a schema up to date, as its owner: each change once, in order, however many processes start together.

import { createHash } from 'node:crypto'
import pg from 'pg'
import { toDatabaseFailure } from './database-failure.js'
import type { Log } from './log.js'

/**
 * One change. Unqualified names land in the migrated schema.
 * `grants` says what a service's role (already quoted) may do; it is repeated at every start, so it must bear repeating.
 */
export interface Migration {
  readonly name: string
  readonly sql: string
  readonly grants?: (role: string) => string
}

/** `url`: the owner's. `grantTo`: the roles that services log in with; they must exist. */
export interface MigrateOptions {
  readonly url: string
  readonly schema: string
  readonly migrations: readonly Migration[]
  readonly grantTo?: string | readonly string[]
  readonly log: Log
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('BEGIN')
  try {
    await work()
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

async function apply(client: pg.Client, migration: Migration, options: MigrateOptions): Promise<void> {
  const schema = client.escapeIdentifier(options.schema)
  const hash = createHash('sha256').update(migration.sql).digest('hex')
  const { rows } = await client.query(`SELECT hash FROM ${schema}.migrations WHERE name = $1`, [
    migration.name,
  ])
  if (rows.length > 0) {
    if (rows[0].hash === hash) return
    throw new Error(
      `Migration ${migration.name} of schema ${options.schema} was changed after it had been applied`,
    )
  }
  await inTransaction(client, async () => {
    await client.query(`SET LOCAL search_path TO ${schema}`)
    await client.query(migration.sql)
    await client.query(`INSERT INTO ${schema}.migrations (name, hash) VALUES ($1, $2)`, [
      migration.name,
      hash,
    ])
  })
  options.log.info({ schema: options.schema, migration: migration.name }, 'applied a migration')
}

async function grant(client: pg.Client, options: MigrateOptions): Promise<void> {
  const schema = client.escapeIdentifier(options.schema)
  for (const name of [options.grantTo ?? []].flat()) {
    const role = client.escapeIdentifier(name)
    await inTransaction(client, async () => {
      await client.query(`SET LOCAL search_path TO ${schema}`)
      await client.query(`GRANT USAGE ON SCHEMA ${schema} TO ${role}`)
      for (const { grants } of options.migrations) if (grants) await client.query(grants(role))
    })
  }
}

async function migrateWith(client: pg.Client, options: MigrateOptions): Promise<void> {
  const schema = client.escapeIdentifier(options.schema)
  // Held by the connection: it ends with it, whatever happens. One for all schemas, as GRANT locks shared catalogues.
  await client.query("SELECT pg_advisory_lock(hashtextextended('ticketing migrations', 0))")
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`)
  await client.query(
    `CREATE TABLE IF NOT EXISTS ${schema}.migrations
       (name text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
  )
  for (const migration of options.migrations) await apply(client, migration, options)
  await grant(client, options)
}

/** Applies what is missing. Throws when the database cannot be reached, a statement fails, or an applied migration was changed. */
export async function migrate(options: MigrateOptions): Promise<void> {
  const client = new pg.Client({
    connectionString: options.url,
    application_name: `migrate ${options.schema}`,
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await migrateWith(client, options)
  } catch (error) {
    throw toDatabaseFailure(error)
  } finally {
    await client.end().catch(() => undefined)
  }
}
