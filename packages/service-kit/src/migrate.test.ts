import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openDatabase } from './database.js'
import { createLog } from './log.js'
import { type Migration, migrate } from './migrate.js'
import { createTemporaryDatabase, type TemporaryDatabase } from './temporary-database.js'

const log = createLog({ name: 'test', level: 'silent' })
const migrations: Migration[] = [
  {
    name: '001-notes',
    sql: 'CREATE TABLE notes (id int)',
    grants: (role) => `GRANT SELECT, INSERT ON notes TO ${role}`,
  },
  {
    name: '002-text',
    sql: "ALTER TABLE notes ADD COLUMN text text NOT NULL DEFAULT 'x'; INSERT INTO notes VALUES (1)",
  },
]
let temporary: TemporaryDatabase

beforeAll(async () => {
  temporary = await createTemporaryDatabase(process.env.TEST_DATABASE_URL)
})
afterAll(() => temporary.drop())

describe('migrate', () => {
  it('applies each change once, however often and however many start together', async () => {
    const run = () => migrate({ url: temporary.url, schema: 'parallel', migrations, log })
    await Promise.all([run(), run(), run(), run()])
    await run()
    expect(await temporary.run('SELECT count(*)::int AS n FROM parallel.notes')).toEqual([{ n: 1 }])
    expect(await temporary.run('SELECT name FROM parallel.migrations ORDER BY 1')).toEqual([
      { name: '001-notes' },
      { name: '002-text' },
    ])
  })

  it('leaves nothing of a change that fails, and goes on from there', async () => {
    const [first, second] = migrations
    const broken = { name: '002-text', sql: 'CREATE TABLE half (id int); SELECT broken' }
    const run = (second: Migration) =>
      migrate({
        url: temporary.url,
        schema: 'failing',
        migrations: [first, second].filter((m) => m !== undefined),
        log,
      })
    await expect(run(broken)).rejects.toMatchObject({ code: '42703' })
    expect(await temporary.run("SELECT to_regclass('failing.half') AS half")).toEqual([{ half: null }])
    if (second) await run(second)
    expect(await temporary.run('SELECT text FROM failing.notes')).toEqual([{ text: 'x' }])
  })

  it('refuses a change that was edited after it had been applied', async () => {
    const run = (sql: string) =>
      migrate({ url: temporary.url, schema: 'edited', migrations: [{ name: '001', sql }], log })
    await run('CREATE TABLE a (id int)')
    await expect(run('CREATE TABLE b (id int)')).rejects.toThrow('Migration 001 of schema edited was changed')
  })

  it("gives a service's role what the grants say and nothing else, also to a role that comes later", async () => {
    const role = `service_${randomUUID().replaceAll('-', '')}`
    await migrate({ url: temporary.url, schema: 'granted', migrations, log })
    await temporary.run(`CREATE ROLE ${role} LOGIN PASSWORD 'x'`)
    await migrate({ url: temporary.url, schema: 'granted', migrations, grantTo: [role], log })
    const url = Object.assign(new URL(temporary.url), { username: role, password: 'x' }).href
    const service = openDatabase({ url, applicationName: 'service', log })
    try {
      expect(await service.query('SELECT id FROM granted.notes')).toEqual([{ id: 1 }])
      await expect(service.query('DELETE FROM granted.notes')).rejects.toMatchObject({ code: '42501' })
      await expect(service.query('CREATE TABLE granted.mine (id int)')).rejects.toMatchObject({
        code: '42501',
      })
    } finally {
      await service.close()
      await temporary.run(`DROP OWNED BY ${role}; DROP ROLE ${role}`)
    }
  })

  describe("with a service's role, which may create nothing", () => {
    const role = `service_${randomUUID().replaceAll('-', '')}`
    const withRole = () => Object.assign(new URL(temporary.url), { username: role, password: 'x' }).href
    beforeAll(() => temporary.run(`CREATE ROLE ${role} LOGIN PASSWORD 'x'`))
    afterAll(() => temporary.run(`DROP OWNED BY ${role}; DROP ROLE ${role}`))

    it('passes when its owner has done everything', async () => {
      const options = { schema: 'ready', migrations, grantTo: role, log }
      await migrate({ ...options, url: temporary.url })
      await migrate({ ...options, url: withRole() })
      const changed = [{ name: '001-notes', sql: 'CREATE TABLE other (id int)' }]
      await expect(migrate({ ...options, migrations: changed, url: withRole() })).rejects.toThrow(
        'Migration 001-notes of schema ready was changed',
      )
    })

    it('names DATABASE_MIGRATION_URL when something is missing, or when it cannot see that', async () => {
      const [first] = migrations
      const begun = { migrations: first === undefined ? [] : [first], url: temporary.url, log }
      await migrate({ ...begun, schema: 'begun', grantTo: role })
      await migrate({ ...begun, schema: 'closed' })
      const fault = (schema: string) =>
        migrate({ url: withRole(), schema, migrations, grantTo: role, log }).catch(({ message }) => message)
      const owner = "set DATABASE_MIGRATION_URL to its owner's"
      const may = 'The role of this URL may not change the schema'
      expect(await fault('begun')).toBe(`${may} begun, which lacks 002-text: ${owner}`)
      expect(await fault('absent')).toBe(`${may} absent, which lacks 001-notes: ${owner}`)
      expect(await fault('closed')).toBe(`${may} closed, nor see whether it is up to date: ${owner}`)
    })
  })

  it('needs no right to create schemas where its own stands', async () => {
    const role = `owner_${randomUUID().replaceAll('-', '')}`
    await temporary.run(`CREATE ROLE ${role} LOGIN PASSWORD 'x'; CREATE SCHEMA given AUTHORIZATION ${role}`)
    try {
      const url = Object.assign(new URL(temporary.url), { username: role, password: 'x' }).href
      await migrate({ url, schema: 'given', migrations, log })
      expect(await temporary.run('SELECT text FROM given.notes')).toEqual([{ text: 'x' }])
    } finally {
      await temporary.run(`DROP OWNED BY ${role}; DROP ROLE ${role}`)
    }
  })

  it('answers SERVICE_UNAVAILABLE when the database is away', async () => {
    const attempt = migrate({ url: 'postgres://me:x@127.0.0.1:1/none', schema: 's', migrations, log })
    await expect(attempt).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
  })
})
