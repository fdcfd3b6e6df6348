import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openDatabase } from './database.js'
import { createLog } from './log.js'
import { ensureDatabase, ensureRole } from './provision.js'
import { createTemporaryDatabase, type TemporaryDatabase } from './temporary-database.js'

const log = createLog({ name: 'test', level: 'silent' })
const name = `provision_${randomUUID().replaceAll('-', '')}`
let temporary: TemporaryDatabase

beforeAll(async () => {
  temporary = await createTemporaryDatabase(process.env.TEST_DATABASE_URL)
})
afterAll(async () => {
  await temporary.run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  await temporary.run(`DROP ROLE IF EXISTS ${name}`)
  await temporary.drop()
})

describe('provision', () => {
  it('makes a database and a role once, and renews the password', async () => {
    const adminUrl = await ensureDatabase({ adminUrl: temporary.url, name })
    expect(await ensureDatabase({ adminUrl: temporary.url, name })).toBe(adminUrl)
    await ensureRole({ adminUrl, name, password: 'old' })
    const url = await ensureRole({ adminUrl, name, password: "new's" })
    const database = openDatabase({ url, applicationName: 'test', log })
    expect(
      await database.query('SELECT current_user::text AS role, current_database()::text AS name'),
    ).toEqual([{ role: name, name }])
    await database.close()
  })
})
