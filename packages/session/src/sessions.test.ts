import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createLog, type Database, migrate, openDatabase } from '@ticketing/service-kit'
import pg from 'pg'
import { sessionMigrations } from './session-migrations.js'
import { SESSION_CHANNEL } from './session-store.js'
import { createSessions, type NewSessionInput, type Sessions } from './sessions.js'
import { createSessionTokens } from './tokens.js'

const START = Date.UTC(2024, 6, 26)
const SECRET = 'a secret of the test'
const BACKEND_TOKEN = `17|${'Qz7'.repeat(16)}`
const refusal = { code: 'UNAUTHENTICATED' }

const name = `session_${randomUUID().replaceAll('-', '')}`
const admin = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL })
const url = Object.assign(new URL(String(process.env.TEST_DATABASE_URL)), { pathname: name }).href

const lines: string[] = []
const log = createLog({ name: 'test', level: 'trace', destination: { write: (line) => lines.push(line) } })
const clock = { time: START }
const opened: { sessions: Sessions; database: Database }[] = []
let userId = 0

beforeAll(async () => {
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name}`)
  await migrate({ url, schema: 'session', migrations: sessionMigrations, log })
})
beforeEach(() => {
  clock.time = START
  userId += 1
})
afterEach(async () => {
  for (const { sessions, database } of opened.splice(0)) {
    await sessions.close()
    await database.close()
  }
})
afterAll(async () => {
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
  await admin.end()
})

/** Each stands for a process of its own. */
async function instance() {
  const database = openDatabase({ url, applicationName: 'session-test', max: 3, log })
  const sessions = await createSessions({ secret: SECRET, database, now: () => clock.time, log })
  opened.push({ sessions, database })
  return { sessions, database }
}

const input = (): NewSessionInput => ({
  userId,
  role: 'USER',
  email: 'user@example.test',
  backendToken: BACKEND_TOKEN,
  expiresAt: new Date(START + 3_600_500),
})

const signIn = (sessions: Sessions) => sessions.start(input())

/** Resolves when a change has reached this process: its own subscription comes after that of the sessions. */
async function nextChange(database: Database): Promise<{ seen: Promise<void> }> {
  let resolve = () => {}
  const seen = new Promise<void>((done) => {
    resolve = done
  })
  await database.listen(SESSION_CHANNEL, () => resolve())
  return { seen }
}

describe('createSessions', () => {
  it('knows the caller by the token, in every process', async () => {
    const [one, other] = [await instance(), await instance()]
    const { token, expiresAt, sessionId } = await signIn(one.sessions)
    const caller = { sessionId, userId, role: 'USER', backendToken: BACKEND_TOKEN }
    expect(await one.sessions.callerOf(token)).toEqual(caller)
    expect(await other.sessions.callerOf(token)).toEqual(caller)
    expect(expiresAt).toEqual(new Date(START + 3_600_000))
  })

  it('ends with the expiry of its token, also where the token is known', async () => {
    const { sessions } = await instance()
    const { token, expiresAt } = await signIn(sessions)
    clock.time = expiresAt.getTime() - 1
    expect((await sessions.callerOf(token)).userId).toBe(userId)
    clock.time += 1
    await expect(sessions.callerOf(token)).rejects.toMatchObject(refusal)
  })

  it('refuses an ended session here at once and elsewhere when the news arrives', async () => {
    const [one, other] = [await instance(), await instance()]
    const { token, sessionId } = await signIn(one.sessions)
    await one.sessions.callerOf(token)
    await other.sessions.callerOf(token)
    const { seen } = await nextChange(other.database)
    await one.sessions.end(sessionId)
    await expect(one.sessions.callerOf(token)).rejects.toMatchObject(refusal)
    await seen
    await expect(other.sessions.callerOf(token)).rejects.toMatchObject(refusal)
    await one.sessions.end(sessionId)
  })

  it('ends all sessions of one user and of nobody else', async () => {
    const { sessions } = await instance()
    const mine = [await signIn(sessions), await signIn(sessions)]
    userId += 1
    const foreign = await signIn(sessions)
    await sessions.endAllOf(userId - 1)
    for (const { token } of mine) await expect(sessions.callerOf(token)).rejects.toMatchObject(refusal)
    expect((await sessions.callerOf(foreign.token)).userId).toBe(userId)
  })

  it('leaves the one session that is named when it ends the others', async () => {
    const { sessions } = await instance()
    const [mine, other] = [await signIn(sessions), await signIn(sessions)]
    await sessions.endAllOf(userId, mine.sessionId)
    expect((await sessions.callerOf(mine.token)).userId).toBe(userId)
    await expect(sessions.callerOf(other.token)).rejects.toMatchObject(refusal)
  })

  it('ends all sessions of a user found by an address of any of them, whatever its case', async () => {
    const { sessions } = await instance()
    const backendToken = BACKEND_TOKEN
    const under = (email: string) =>
      sessions.start({ userId, role: 'USER', email, backendToken, expiresAt: new Date(START + 3_600_000) })
    const mine = [await under(`Old-${userId}@example.test`), await under(`new-${userId}@example.test`)]
    const kept = await under(`new-${userId}@example.test`)
    userId += 1
    const foreign = await signIn(sessions)
    const ended = await sessions.endAllOfEmail(`old-${userId - 1}@EXAMPLE.test`, kept.sessionId)
    const those = mine.map(({ sessionId }) => ({ sessionId, userId: userId - 1 }))
    expect(ended).toHaveLength(2)
    expect(ended).toEqual(expect.arrayContaining(those))
    for (const { token } of mine) await expect(sessions.callerOf(token)).rejects.toMatchObject(refusal)
    expect((await sessions.callerOf(kept.token)).userId).toBe(userId - 1)
    expect((await sessions.callerOf(foreign.token)).userId).toBe(userId)
  })

  it('brings a change of role to another process by notification', async () => {
    const [one, other] = [await instance(), await instance()]
    const { token } = await signIn(one.sessions)
    expect((await other.sessions.callerOf(token)).role).toBe('USER')
    const { seen } = await nextChange(other.database)
    await one.sessions.setRole(userId, 'ADMIN')
    expect((await one.sessions.callerOf(token)).role).toBe('ADMIN')
    await seen
    expect((await other.sessions.callerOf(token)).role).toBe('ADMIN')
  })

  it("lists the sessions of a user with their use, and neither those that are over nor anybody else's", async () => {
    const { sessions } = await instance()
    const phone = await sessions.start({ ...input(), client: 'phone@2' })
    clock.time += 1_000
    const web = await signIn(sessions)
    const over = await signIn(sessions)
    await sessions.end(over.sessionId)
    await sessions.start({ ...input(), userId: userId + 1_000 })
    clock.time += 59_000
    await sessions.callerOf(phone.token)
    expect((await sessions.activeOf(userId)).map(({ id }) => id)).toEqual([web.sessionId, phone.sessionId])
    clock.time += 11_000
    await sessions.callerOf(phone.token)
    const [first, second, ...others] = await sessions.activeOf(userId)
    expect(others).toEqual([])
    expect(first).toEqual({
      id: phone.sessionId,
      startedAt: new Date(START),
      lastUsedAt: new Date(clock.time),
      expiresAt: phone.expiresAt,
      client: 'phone@2',
    })
    expect(second).toMatchObject({ id: web.sessionId, client: null, lastUsedAt: new Date(START + 1_000) })
    clock.time = phone.expiresAt.getTime()
    expect(await sessions.activeOf(userId)).toEqual([])
  })

  it('ends the sessions that hold a token of the backend, and no others', async () => {
    const { sessions, database } = await instance()
    const [mine, other] = [
      await sessions.start({ ...input(), backendToken: '1|refused' }),
      await sessions.start({ ...input(), backendToken: '1|good' }),
    ]
    await sessions.endAllWith('1|refused')
    await sessions.endAllWith('1|unknown')
    await expect(sessions.callerOf(mine.token)).rejects.toMatchObject(refusal)
    expect((await sessions.callerOf(other.token)).userId).toBe(userId)
    expect(JSON.stringify(await database.query('SELECT * FROM session.sessions'))).not.toContain('1|good')
  })

  it('reads again after 10 s where a notification was lost', async () => {
    const { sessions, database } = await instance()
    const { token, sessionId } = await signIn(sessions)
    await sessions.callerOf(token)
    await database.query('UPDATE session.sessions SET role = $2 WHERE sid = $1', [sessionId, 'EMPLOYEE'])
    clock.time += 9_999
    expect((await sessions.callerOf(token)).role).toBe('USER')
    clock.time += 1
    expect((await sessions.callerOf(token)).role).toBe('EMPLOYEE')
  })

  it('brings a caller of a while ago up to date, until his session ends', async () => {
    const { sessions } = await instance()
    const { token, sessionId } = await signIn(sessions)
    const caller = await sessions.callerOf(token)
    await sessions.setRole(userId, 'ADMIN')
    expect(await sessions.refresh(caller)).toEqual({ ...caller, role: 'ADMIN' })
    await expect(sessions.refresh({ ...caller, userId: userId + 1 })).rejects.toMatchObject(refusal)
    await sessions.end(sessionId)
    await expect(sessions.refresh(caller)).rejects.toMatchObject(refusal)
    const withoutSession = { ...caller, sessionId: null }
    expect(await sessions.refresh(withoutSession)).toEqual(withoutSession)
  })

  it('refuses a sealed token whose session was never started', async () => {
    const { sessions } = await instance()
    const tokens = createSessionTokens({ secret: SECRET, now: () => clock.time })
    const token = await tokens.seal({ sid: randomUUID(), userId, backendToken: 'x', exp: START / 1000 + 60 })
    await expect(sessions.callerOf(token)).rejects.toMatchObject(refusal)
    await expect(sessions.callerOf(BACKEND_TOKEN)).rejects.toMatchObject(refusal)
  })

  it('removes what expired more than a day ago', async () => {
    const { sessions, database } = await instance()
    const { sessionId } = await signIn(sessions)
    clock.time += 26 * 3_600_000
    await signIn(sessions)
    expect(await database.query('SELECT 1 FROM session.sessions WHERE sid = $1', [sessionId])).toEqual([])
  })

  it('answers SERVICE_UNAVAILABLE while the database is down', async () => {
    const database = openDatabase({ url: 'postgres://me:x@127.0.0.1:1/none', applicationName: 'x', log })
    const creating = createSessions({ secret: SECRET, database, now: () => clock.time, log })
    await expect(creating).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
    await database.close()
  })

  it('never writes a token to the log', async () => {
    const { sessions } = await instance()
    const { token, sessionId } = await signIn(sessions)
    await sessions.callerOf(token)
    clock.time += 24 * 3_600_000
    for (const bearer of [token, `${token}x`, BACKEND_TOKEN]) {
      await sessions
        .callerOf(bearer)
        .catch((err: unknown) => log.error({ err, bearer: `Bearer ${bearer}` }, 'refused'))
    }
    await sessions.end(sessionId)
    expect(lines.join('')).toContain(sessionId)
    expect(lines.join('')).not.toContain('Qz7Qz7')
    expect(lines.join('')).not.toContain(token.slice(-20))
  })
})
