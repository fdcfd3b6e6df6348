import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createLog, type Database, migrate, openDatabase } from '@ticketing/service-kit'
import pg from 'pg'
import { createAccountChecks } from './account-checks.js'
import { sessionMigrations } from './session-migrations.js'
import { createSessions, type NewSessionInput, type Sessions } from './sessions.js'

const log = createLog({ name: 'test', level: 'silent' })
const name = `checks_${randomUUID().replaceAll('-', '')}`
const admin = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL })
const url = Object.assign(new URL(String(process.env.TEST_DATABASE_URL)), { pathname: name }).href
const HOUR = 3_600_000

let clock = Date.UTC(2024, 6, 26)
let database: Database
let sessions: Sessions

beforeAll(async () => {
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name}`)
  await migrate({ url, schema: 'session', migrations: sessionMigrations, log })
  database = openDatabase({ url, applicationName: 'test', max: 5, log })
  sessions = await createSessions({ secret: 'a secret of the test', database, now: () => clock, log })
})
beforeEach(() => database.query('DELETE FROM session.account_checks'))
afterAll(async () => {
  await sessions.close()
  await database.close()
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
  await admin.end()
})

const checks = () => createAccountChecks({ database, now: () => clock })
const start = (more: Partial<NewSessionInput>) =>
  sessions.start({
    userId: 7,
    role: 'USER',
    email: 'seven@example.test',
    backendToken: '7|x',
    expiresAt: new Date(clock + HOUR),
    ...more,
  })

describe('the checks of accounts', () => {
  it('are claimed by one of many processes at once, and again when they are due', async () => {
    const claims = await Promise.all(Array.from({ length: 5 }, () => checks().claim(60_000)))
    expect(claims.filter(Boolean)).toHaveLength(1)
    expect(await checks().claim(60_000)).toBe(false)
    expect(await checks().claim(0)).toBe(true)
  })

  it('are about everybody with a session, by the last address, who used one last first', async () => {
    const eight = await start({ userId: 8, email: 'eight@example.test' })
    clock += 1_000
    await start({ email: 'old@example.test', role: 'ADMIN' })
    clock += 1_000
    await start({})
    const nine = await start({ userId: 9 })
    await sessions.end(nine.sessionId)
    expect(await checks().signedInUsers()).toEqual([
      { userId: 7, email: 'seven@example.test', roles: ['ADMIN', 'USER'] },
      { userId: 8, email: 'eight@example.test', roles: ['USER'] },
    ])
    clock += 120_000
    await sessions.callerOf(eight.token)
    expect((await checks().signedInUsers()).map(({ userId }) => userId)).toEqual([8, 7])
    clock += HOUR
    expect(await checks().signedInUsers()).toEqual([])
  })
})
