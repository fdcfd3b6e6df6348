// A database of a test's own, with the gateway's schema.
import { randomUUID } from 'node:crypto'
import { createLog, type Database, migrate, openDatabase } from '@ticketing/service-kit'
import { gatewayMigrations } from '../idempotency/gateway-migrations.js'

export interface GatewayDatabase {
  readonly url: string
  readonly database: Database
  drop(): Promise<void>
}

/** `adminUrl`: TEST_DATABASE_URL. */
export async function createGatewayDatabase(adminUrl = ''): Promise<GatewayDatabase> {
  const log = createLog({ name: 'test', level: 'silent' })
  const name = `gateway_${randomUUID().replaceAll('-', '')}`
  const admin = openDatabase({ url: adminUrl, applicationName: 'test', log })
  await admin.query(`CREATE DATABASE ${name}`)
  const url = Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href
  await migrate({ url, schema: 'gateway', migrations: gatewayMigrations, log })
  const database = openDatabase({ url, applicationName: 'test', log })
  return {
    url,
    database,
    async drop() {
      await database.close()
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await admin.close()
    },
  }
}
