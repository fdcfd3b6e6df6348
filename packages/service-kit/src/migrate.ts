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

/** The role that a service's URL names, for `grantTo`; none where it names no role. */
export function rolesOf(serviceUrl: string): readonly string[] {
  const role = decodeURIComponent(new URL(serviceUrl).username)
  return role === '' ? [] : [role]
}

interface Standing {
  readonly schemaExists: boolean
  /** Whether this role owns the schema, or may make it. */
  readonly mayChange: boolean
  /** Names and hashes of what has been applied; null when this role may not read that. */
  readonly applied: ReadonlyMap<string, string> | null
}

/** Looks first: `CREATE … IF NOT EXISTS` wants the right to create even where there is nothing to do. */
async function lookUp(client: pg.Client, name: string): Promise<Standing> {
  const { rows } = await client.query(
    `SELECT n.oid IS NOT NULL AS exists,
       CASE WHEN n.oid IS NULL THEN has_database_privilege(current_database(), 'CREATE')
            ELSE pg_has_role(n.nspowner, 'USAGE') END AS may_change,
       c.oid IS NOT NULL AS recorded,
       has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AS may_read
     FROM (SELECT 1) one LEFT JOIN pg_namespace n ON n.nspname = $1
     LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = 'migrations'`,
    [name],
  )
  const { exists: schemaExists, may_change: mayChange, recorded, may_read: mayRead } = rows[0]
  if (!recorded) return { schemaExists, mayChange, applied: new Map() }
  if (!mayRead) return { schemaExists, mayChange, applied: null }
  const known = await client.query(`SELECT name, hash FROM ${client.escapeIdentifier(name)}.migrations`)
  return { schemaExists, mayChange, applied: new Map(known.rows.map((row) => [row.name, row.hash])) }
}

const hashOf = ({ sql }: Migration): string => createHash('sha256').update(sql).digest('hex')

/** Those that are not applied yet. Throws for one that was changed after it had been. */
function missingOf(
  { migrations, schema }: MigrateOptions,
  applied: ReadonlyMap<string, string>,
): Migration[] {
  return migrations.filter((migration) => {
    const hash = applied.get(migration.name)
    if (hash === undefined || hash === hashOf(migration)) return hash === undefined
    throw new Error(`Migration ${migration.name} of schema ${schema} was changed after it had been applied`)
  })
}

async function apply(client: pg.Client, migration: Migration, options: MigrateOptions): Promise<void> {
  const schema = client.escapeIdentifier(options.schema)
  await inTransaction(client, async () => {
    await client.query(`SET LOCAL search_path TO ${schema}`)
    await client.query(migration.sql)
    await client.query(`INSERT INTO ${schema}.migrations (name, hash) VALUES ($1, $2)`, [
      migration.name,
      hashOf(migration),
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
      // So that a service which starts without the owner's URL can see that nothing is missing.
      await client.query(`GRANT SELECT ON ${schema}.migrations TO ${role}`)
      for (const { grants } of options.migrations) if (grants) await client.query(grants(role))
    })
  }
}

async function changeAsOwner(client: pg.Client, options: MigrateOptions, standing: Standing): Promise<void> {
  const schema = client.escapeIdentifier(options.schema)
  if (!standing.schemaExists) await client.query(`CREATE SCHEMA ${schema}`)
  await client.query(
    `CREATE TABLE IF NOT EXISTS ${schema}.migrations
       (name text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
  )
  for (const migration of missingOf(options, standing.applied ?? new Map())) {
    await apply(client, migration, options)
  }
  await grant(client, options)
}

function notAllowed(schema: string, what: string): Error {
  return new Error(
    `The role of this URL may not change the schema ${schema}, ${what}: set DATABASE_MIGRATION_URL to its owner's`,
  )
}

async function migrateWith(client: pg.Client, options: MigrateOptions): Promise<void> {
  // Held by the connection: it ends with it, whatever happens. One for all schemas, as GRANT locks shared catalogues.
  await client.query("SELECT pg_advisory_lock(hashtextextended('ticketing migrations', 0))")
  const standing = await lookUp(client, options.schema)
  if (standing.mayChange) return changeAsOwner(client, options, standing)
  if (standing.applied === null) throw notAllowed(options.schema, 'nor see whether it is up to date')
  const [missing] = missingOf(options, standing.applied)
  if (missing !== undefined) throw notAllowed(options.schema, `which lacks ${missing.name}`)
}

/**
 * Applies what is missing. A role that does not own the schema may ask too: it passes when nothing is missing.
 * Throws when the database cannot be reached, a statement fails, an applied migration was changed, or something is
 * missing and the role may not change it (then the message names DATABASE_MIGRATION_URL).
 */
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
