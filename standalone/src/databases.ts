// On the embedded server, each side gets a database and roles of its own: nobody works as the superuser.
import { errorCodeOf } from '@ticketing/service-kit'
import pg from 'pg'
import type { Secrets } from './secrets.js'

/** Connection URLs. `migrations` owns the gateway's schemas, `services` may only use them. */
export interface DatabaseUrls {
  readonly migrations: string
  readonly services: string
  /** The stand-in's own database; the gateway never connects to it. */
  readonly backend: string
}

interface Role {
  readonly name: string
  readonly password: string
}

async function ensureRole(admin: pg.Client, { name, password }: Role): Promise<void> {
  const found = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name])
  if (found.rowCount === 0) await admin.query(`CREATE ROLE ${pg.escapeIdentifier(name)}`)
  await admin.query(
    `ALTER ROLE ${pg.escapeIdentifier(name)} LOGIN NOSUPERUSER PASSWORD ${pg.escapeLiteral(password)}`,
  )
}

async function ensureDatabase(admin: pg.Client, name: string, owner: string): Promise<void> {
  const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
  if (found.rowCount === 0) {
    await admin.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} OWNER ${pg.escapeIdentifier(owner)}`)
    await admin.query(`REVOKE ALL ON DATABASE ${pg.escapeIdentifier(name)} FROM PUBLIC`)
  }
}

function urlOf(adminUrl: string, database: string, { name, password }: Role): string {
  const url = new URL(adminUrl)
  url.username = name
  url.password = password
  url.pathname = `/${database}`
  return url.href
}

const rolesOf = (secrets: Secrets) => ({
  owner: { name: 'gateway_owner', password: secrets.databaseOwner },
  services: { name: 'gateway_services', password: secrets.databaseService },
  backend: { name: 'ticketing_api', password: secrets.databaseBackend },
})

/** Where they are on an embedded server that was prepared. `serverUrl`: any URL of it. */
export function databasesOn(serverUrl: string, secrets: Secrets): DatabaseUrls {
  const { owner, services, backend } = rolesOf(secrets)
  return {
    migrations: urlOf(serverUrl, 'gateway', owner),
    services: urlOf(serverUrl, 'gateway', services),
    backend: urlOf(serverUrl, 'ticketing_api', backend),
  }
}

/** Makes what is missing of databases `gateway` and `ticketing_api` and their roles; safe to repeat. */
export async function prepareDatabases(adminUrl: string, secrets: Secrets): Promise<DatabaseUrls> {
  const { owner, services, backend } = rolesOf(secrets)
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    for (const role of [owner, services, backend]) await ensureRole(admin, role)
    await ensureDatabase(admin, 'gateway', owner.name)
    await ensureDatabase(admin, 'ticketing_api', backend.name)
    await admin.query(`GRANT CONNECT ON DATABASE gateway TO ${services.name}`)
  } finally {
    await admin.end()
  }
  return databasesOn(adminUrl, secrets)
}

/** Throws one line, without the password, when the database cannot be used. */
export async function requireDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (fault) {
    const reason = fault instanceof Error && fault.message !== '' ? fault.message : errorCodeOf(fault)
    throw new Error(`The database of DATABASE_URL at ${new URL(url).host} cannot be used: ${reason}`)
  } finally {
    await client.end().catch(() => undefined)
  }
}
