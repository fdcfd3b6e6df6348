// For tests: a database of one's own on the server of the run.

import { randomUUID } from 'node:crypto'
import pg from 'pg'

/** `run` speaks to the database itself; `drop` ends every connection to it. */
export interface TemporaryDatabase {
  readonly url: string
  run(sql: string): Promise<Record<string, unknown>[]>
  drop(): Promise<void>
}

async function once(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** `adminUrl`: what the tests' global setup left in TEST_DATABASE_URL. */
export async function createTemporaryDatabase(adminUrl: string | undefined): Promise<TemporaryDatabase> {
  if (adminUrl === undefined) throw new Error('TEST_DATABASE_URL is not set')
  const name = `kit_${randomUUID().replaceAll('-', '')}`
  await once(adminUrl, `CREATE DATABASE ${name}`)
  const url = Object.assign(new URL(adminUrl), { pathname: name }).href
  return {
    url,
    run: (sql) => once(url, sql),
    drop: async () => {
      await once(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}
