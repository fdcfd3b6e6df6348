import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** A database of its own for one test file; `drop` removes it, whoever is still connected. */
export const createTestDatabase = async (): Promise<{ url: string; drop(): Promise<void> }> => {
  const adminUrl = process.env.TEST_DATABASE_URL
  if (!adminUrl) throw new Error('TEST_DATABASE_URL names the server that tests make their databases on')
  const name = `ticketing_api_${randomBytes(6).toString('hex')}`
  const run = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: adminUrl })
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  }
  await run(`create database ${name}`)
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => run(`drop database if exists ${name} with (force)`) }
}
