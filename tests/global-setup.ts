import { startDatabaseOfTheRun } from './database-of-the-run.js'

/**
 * Gives every test file `TEST_DATABASE_URL`, the superuser's URL of a PostgreSQL; one that is set already is used as it is.
 * Each test file makes a database of its own there and drops it:
 *
 *   const admin = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL })
 *   const name = `room_${randomUUID().replaceAll('-', '')}`
 *   await admin.query(`CREATE DATABASE ${name}`)            // beforeAll
 *   const url = Object.assign(new URL(String(process.env.TEST_DATABASE_URL)), { pathname: name }).href
 *   await admin.query(`DROP DATABASE ${name} WITH (FORCE)`) // afterAll, then admin.end()
 */
// biome-ignore lint/style/noDefaultExport: jest finds its global setup by the default export
export default async function setUp(): Promise<void> {
  process.env.TEST_DATABASE_URL ||= await startDatabaseOfTheRun()
}
