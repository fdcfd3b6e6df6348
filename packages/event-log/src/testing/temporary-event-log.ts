// For tests: an event log in a database of its own, with the roles that it has in production.
import { randomUUID } from 'node:crypto'
import { createLog, type Database, migrate, openDatabase } from '@ticketing/service-kit'
import { createEventLog, type OpenedEventLog } from '../create-event-log.js'
import { EVENT_LOG_SCHEMA, eventLogMigrations } from '../migrations.js'

/** `url` and `database` are a service's, who may read and append; `ownerUrl` is of the role that migrated. */
export interface TemporaryEventLog {
  readonly eventLog: OpenedEventLog
  readonly database: Database
  readonly url: string
  readonly ownerUrl: string
  /** A superuser's, of the same database. */
  readonly adminUrl: string
  /** Drops the database, whoever is connected. */
  close(): Promise<void>
}

const PASSWORD = 'of a test'

function urlOf(adminUrl: string, database: string, role?: string): string {
  const url = Object.assign(new URL(adminUrl), { pathname: database })
  if (role !== undefined) Object.assign(url, { username: role, password: PASSWORD })
  return url.href
}

/** `adminUrl`: what the tests' global setup left in TEST_DATABASE_URL, which is the default. */
export async function temporaryEventLog(
  adminUrl: string | undefined = process.env.TEST_DATABASE_URL,
): Promise<TemporaryEventLog> {
  if (adminUrl === undefined) throw new Error('TEST_DATABASE_URL is not set')
  const log = createLog({ name: 'test', level: 'silent' })
  const admin = openDatabase({ url: adminUrl, applicationName: 'tests', max: 1, log })
  const name = `events_${randomUUID().replaceAll('-', '')}`
  const roles = { owner: `${name}_owner`, service: `${name}_service` }
  for (const role of Object.values(roles))
    await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD '${PASSWORD}'`)
  await admin.query(`CREATE DATABASE ${name} OWNER ${roles.owner}`)
  const url = urlOf(adminUrl, name, roles.service)
  const ownerUrl = urlOf(adminUrl, name, roles.owner)
  const migrations = { schema: EVENT_LOG_SCHEMA, migrations: eventLogMigrations }
  await migrate({ url: ownerUrl, ...migrations, grantTo: roles.service, log })
  const database = openDatabase({ url, applicationName: 'event log', log })
  const eventLog = createEventLog({ database, log })
  return {
    eventLog,
    database,
    url,
    ownerUrl,
    adminUrl: urlOf(adminUrl, name),
    async close() {
      await eventLog.close().catch(() => undefined)
      await database.close()
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
      for (const role of Object.values(roles)) await admin.query(`DROP ROLE ${role}`)
      await admin.close()
    },
  }
}
