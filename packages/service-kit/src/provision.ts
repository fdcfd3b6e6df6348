// Databases and roles on a server of our own: what an administrator does by hand elsewhere.

import pg from 'pg'
import { toDatabaseFailure } from './database-failure.js'
import { errorCodeOf } from './error-code.js'

const DUPLICATE_DATABASE = '42P04'
const DUPLICATE_ROLE = '42710'
/** Two processes that make the same thing at once meet at a unique index. */
const DUPLICATE_KEY = '23505'

async function asAdmin<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'provision' })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await work(client)
  } catch (error) {
    throw toDatabaseFailure(error)
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function unlessThere(pending: Promise<unknown>): Promise<void> {
  await pending.catch((error: unknown) => {
    const code = errorCodeOf(error)
    if (code !== DUPLICATE_DATABASE && code !== DUPLICATE_ROLE && code !== DUPLICATE_KEY) throw error
  })
}

/** Makes the database unless it is there. Returns its URL for the same user. */
export function ensureDatabase(options: { adminUrl: string; name: string }): Promise<string> {
  return asAdmin(options.adminUrl, async (client) => {
    await unlessThere(client.query(`CREATE DATABASE ${client.escapeIdentifier(options.name)}`))
    return Object.assign(new URL(options.adminUrl), { pathname: options.name }).href
  })
}

/**
 * Makes a role that may log in and nothing else, or gives it this password. Returns the URL of the database in
 * `adminUrl` for it. What it may do in a schema is granted by `migrate`.
 */
export function ensureRole(options: { adminUrl: string; name: string; password: string }): Promise<string> {
  return asAdmin(options.adminUrl, async (client) => {
    const role = client.escapeIdentifier(options.name)
    await unlessThere(client.query(`CREATE ROLE ${role} LOGIN`))
    await client.query(`ALTER ROLE ${role} PASSWORD ${client.escapeLiteral(options.password)}`)
    return Object.assign(new URL(options.adminUrl), { username: options.name, password: options.password })
      .href
  })
}
