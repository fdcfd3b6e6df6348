// For tests: a database of their own on the server of the run.
import { randomUUID } from 'node:crypto'
import { createLog, openDatabase } from '@ticketing/service-kit'

export interface OwnDatabase {
  readonly url: string
  drop(): Promise<void>
}

export async function createOwnDatabase(): Promise<OwnDatabase> {
  const { TEST_DATABASE_URL: adminUrl } = process.env
  if (adminUrl === undefined) throw new Error('TEST_DATABASE_URL is not set')
  const log = createLog({ name: 'test', level: 'silent' })
  const admin = openDatabase({ url: adminUrl, applicationName: 'test', log })
  const name = `ticketing_${randomUUID().replaceAll('-', '')}`
  await admin.query(`CREATE DATABASE ${name}`)
  return {
    url: Object.assign(new URL(adminUrl), { pathname: name }).href,
    drop: async () => {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await admin.close()
    },
  }
}
