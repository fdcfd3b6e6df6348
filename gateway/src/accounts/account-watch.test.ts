import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { type BackendClient, createBackendClient, createServiceAccount } from '@ticketing/backend-client'
import { createLog, createMetrics, type Database, migrate, openDatabase } from '@ticketing/service-kit'
import {
  createAccountChecks,
  createSessionEnder,
  createSessions,
  type Sessions,
  sessionMigrations,
} from '@ticketing/session'
import { z } from 'zod'
import { answerJson, type HttpDouble, type SeenRequest, startHttpDouble } from '../testing/http-double.js'
import { type AccountWatchOptions, checkAccounts, startAccountWatch } from './account-watch.js'

const log = createLog({ name: 'test', level: 'silent' })
const name = `watch_${randomUUID().replaceAll('-', '')}`
const adminUrl = process.env.TEST_DATABASE_URL ?? ''
const url = Object.assign(new URL(adminUrl), { pathname: name }).href
const now = Date.now
const HOUR = 3_600_000
const SERVICE_TOKEN = `1|${'a'.repeat(48)}`

interface Kept {
  readonly id: number
  email: string
  role: string
  is_active: boolean
}
let accounts: Kept[]

function answer({ url: asked, method }: SeenRequest, response: ServerResponse): unknown {
  if (method === 'POST') {
    const user = { id: 1, firstname: 'A', lastname: 'B', email: 'admin@example.test', role: 'admin' }
    return answerJson(response, 200, { message: 'ok', token: SERVICE_TOKEN, user })
  }
  if (asked.startsWith('/api/users/me')) {
    return answerJson(response, 401, { message: 'x', code: 'unauthenticated' })
  }
  const email = new URL(asked, 'http://x').searchParams.get('email')
  const users = accounts.filter((one) => email === null || one.email === email)
  answerJson(response, 200, { data: { users }, meta: { total: users.length } })
}

let admin: Database
let databases: [Database, Database]
let double: HttpDouble
let backend: BackendClient
let here: Sessions
let elsewhere: Sessions
let options: AccountWatchOptions

beforeAll(async () => {
  admin = openDatabase({ url: adminUrl, applicationName: 'test', log })
  await admin.query(`CREATE DATABASE ${name}`)
  await migrate({ url, schema: 'session', migrations: sessionMigrations, log })
  const open = () => openDatabase({ url, applicationName: 'test', max: 3, log })
  databases = [open(), open()]
  const secret = 'a secret of at least 32 characters'
  here = await createSessions({ secret, database: databases[0], now, log })
  elsewhere = await createSessions({ secret, database: databases[1], now, log })
})
beforeEach(async () => {
  await databases[0].query('TRUNCATE session.sessions, session.account_checks')
  accounts = [7, 8, 9].map((id) => ({ id, email: `${id}@example.test`, role: 'user', is_active: true }))
  double = await startHttpDouble(answer)
  const onTokenRefused = createSessionEnder({ database: databases[0], now, log })
  const metrics = createMetrics()
  backend = createBackendClient({ baseUrl: double.url, onTokenRefused, log, metrics, now })
  options = {
    checks: createAccountChecks({ database: databases[0], now }),
    sessions: here,
    backend,
    serviceAccount: createServiceAccount({ client: backend, email: 'a@example.test', password: 'x', now }),
    log,
    now,
    randomId: randomUUID,
    everyMs: 5_000,
  }
})
afterEach(async () => {
  await backend.close()
  await double.close()
})
afterAll(async () => {
  await here.close()
  await elsewhere.close()
  await Promise.all(databases.map((database) => database.close()))
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
  await admin.close()
})

const change = (id: number, to: Partial<Kept>) =>
  Object.assign(accounts.find((one) => one.id === id) ?? {}, to)
const signIn = async (userId: number, backendToken = `${userId}|x`) => {
  const person = { userId, role: 'USER', email: `${userId}@example.test`, backendToken } as const
  return (await elsewhere.start({ ...person, expiresAt: new Date(now() + HOUR) })).token
}
const check = () => checkAccounts(options, new AbortController().signal)
/** As another gateway sees it: null when the session is over. */
const roleOf = (token: string) =>
  elsewhere.callerOf(token).then(
    ({ role }) => role,
    () => null,
  )
async function until(token: string, role: string | null): Promise<void> {
  const end = now() + 5_000
  while ((await roleOf(token)) !== role && now() < end) await new Promise((next) => setImmediate(next))
  expect(await roleOf(token)).toBe(role)
}

describe('a change that was made at the backend directly', () => {
  it('of an account to disabled ends its sessions everywhere, and nobody else loses one', async () => {
    const [seven, eight] = [await signIn(7), await signIn(8)]
    expect(await roleOf(seven)).toBe('USER')
    change(7, { is_active: false })
    await check()
    await until(seven, null)
    expect(await roleOf(eight)).toBe('USER')
  })

  it('of a role is in force everywhere, without a new login', async () => {
    const tokens = [await signIn(7), await signIn(7)]
    for (const token of tokens) expect(await roleOf(token)).toBe('USER')
    change(7, { role: 'employee' })
    await check()
    for (const token of tokens) await until(token, 'EMPLOYEE')
    change(7, { role: 'user' })
    await check()
    for (const token of tokens) await until(token, 'USER')
  })

  it('of an address ends the sessions that were begun with the old one', async () => {
    const token = await signIn(9)
    change(9, { email: 'other@example.test' })
    await check()
    await until(token, null)
  })

  it('costs one call for each of a few people, and none when nobody is signed in', async () => {
    await check()
    expect(double.seen).toHaveLength(0)
    await Promise.all([signIn(7), signIn(7), signIn(8)])
    await check()
    expect(double.seen.filter(({ method }) => method === 'GET')).toHaveLength(2)
  })

  it('is looked for again and again, by one of several processes', async () => {
    const token = await signIn(7)
    const watches = [1, 2, 3].map(() => startAccountWatch({ ...options, everyMs: 400 }))
    change(7, { role: 'admin' })
    await until(token, 'ADMIN')
    const reads = double.seen.filter(({ method }) => method === 'GET').length
    expect(reads).toBeLessThanOrEqual(4)
    change(7, { is_active: false })
    await until(token, null)
    for (const watch of watches) await watch.close()
  })

  it('ends nobody when the backend answers what is not in its contract', async () => {
    const token = await signIn(7)
    accounts = [{ id: 7, email: '7@example.test', role: 'nobody', is_active: false }]
    await expect(check()).rejects.toMatchObject({ code: 'BACKEND_INVALID_RESPONSE' })
    expect(await roleOf(token)).toBe('USER')
  })
})

describe('a token that the backend refuses', () => {
  it('ends the session that holds it, and no other', async () => {
    const [mine, other] = [await signIn(7, '7|gone'), await signIn(7, '7|good')]
    expect(await roleOf(mine)).toBe('USER')
    const base = {
      guestCartId: null,
      language: 'en',
      requestId: 'request-1',
      deadline: now() + 5_000,
    } as const
    const call = { ...base, token: '7|gone', signal: new AbortController().signal }
    await expect(
      backend.send({ method: 'GET', route: '/api/users/me', answer: z.unknown() }, call),
    ).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    await until(mine, null)
    expect(await roleOf(other)).toBe('USER')
  })
})
