import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createLog, type Database, migrate, openDatabase } from '@ticketing/service-kit'
import { createSessions, type Sessions, sessionMigrations } from '@ticketing/session'
import supertest from 'supertest'
import { createTestGateway, type TestGateway } from '../../testing/test-gateway.js'

const log = createLog({ name: 'test', level: 'silent' })
const name = `gateway_${randomUUID().replaceAll('-', '')}`
const adminUrl = process.env.TEST_DATABASE_URL ?? ''
const HOUR = 3_600_000
const USER = { userId: 7, role: 'USER', email: 'user@example.test', backendToken: '7|x' } as const

let admin: Database
let database: Database
let sessions: Sessions
let test: TestGateway
let clock = Date.now()

beforeAll(async () => {
  admin = openDatabase({ url: adminUrl, applicationName: 'test', log })
  await admin.query(`CREATE DATABASE ${name}`)
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  await migrate({ url: url.href, schema: 'session', migrations: sessionMigrations, log })
  database = openDatabase({ url: url.href, applicationName: 'test', log })
  sessions = await createSessions({ secret: 's'.repeat(32), database, now: () => clock, log })
  test = await createTestGateway({}, { sessions, now: () => clock })
})
afterAll(async () => {
  await test.gateway.close()
  await sessions.close()
  await database.close()
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
  await admin.close()
})

const signIn = () => sessions.start({ ...USER, expiresAt: new Date(clock + HOUR) })
const askWith = (authorization: string) =>
  supertest(test.gateway.handler)
    .post('/graphql')
    .set('authorization', authorization)
    .send({ query: '{ seen { userId role } best { id } }' })

const expectSignedOut = (answer: supertest.Response) => {
  expect(answer.status).toBe(401)
  expect(answer.body.data).toBeUndefined()
  expect(answer.body.errors[0].extensions).toEqual({ code: 'UNAUTHENTICATED', retryable: false })
  expect(answer.headers['www-authenticate']).toBe('Bearer')
  expect(answer.headers['x-request-id']).toBeTruthy()
}

describe('the bearer token of a request', () => {
  it('names the caller', async () => {
    const { token } = await signIn()
    expect((await askWith(`Bearer ${token}`)).body.data.seen).toEqual({ userId: 7, role: 'USER' })
    expect((await askWith(`bearer ${token}`)).status).toBe(200)
  })

  it('ends the whole request once it has expired, also on public fields', async () => {
    const { token } = await signIn()
    clock += HOUR + 1_000
    expectSignedOut(await askWith(`Bearer ${token}`))
  })

  it('ends the whole request once its session has ended', async () => {
    const { token, sessionId } = await signIn()
    expect((await askWith(`Bearer ${token}`)).status).toBe(200)
    await sessions.end(sessionId)
    expectSignedOut(await askWith(`Bearer ${token}`))
  })

  it('is refused with any one character changed', async () => {
    const { token } = await signIn()
    for (const at of [5, Math.floor(token.length / 2), token.length - 8]) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)
      expectSignedOut(await askWith(`Bearer ${changed}`))
    }
  })

  it.each([
    'Bearer',
    'Bearer ',
    'Basic dXNlcjpwYXNz',
    'Bearer a b',
    'token',
    `Bearer ${'x'.repeat(5_000)}`,
    'Bearer "x"',
  ])('is refused as %.40s', async (authorization) => expectSignedOut(await askWith(authorization)))

  it("is refused as one that anybody can write: without a signature, or signed with a key of one's own", async () => {
    const { sessionId } = await signIn()
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = { sid: sessionId, userId: 7, backendToken: '7|x', exp: Math.floor(clock / 1000) + 60 }
    const ours = { iss: 'ticketing-gateway', aud: 'sessions' }
    const body = part({ ...claims, ...ours })
    const own = createSessions({ secret: 'o'.repeat(32), database, now: () => clock, log })
    const stranger = await (await own).start({ ...USER, expiresAt: new Date(clock + HOUR) })
    await (await own).close()
    const forged = [
      `${part({ alg: 'none' })}.${body}.`,
      `${part({ alg: 'none', typ: 'JWT' })}.${body}.c2ln`,
      `${part({ alg: 'HS256' })}.${body}.${'A'.repeat(43)}`,
      `${part({ alg: 'none', enc: 'none' })}..${'A'.repeat(16)}.${body}.${'A'.repeat(22)}`,
      stranger.token,
    ]
    for (const token of forged) expectSignedOut(await askWith(`Bearer ${token}`))
  })

  describe('over a real connection', () => {
    let port: number
    beforeAll(async () => {
      port = (await test.gateway.start()).port
    })

    async function answerTo(...headers: readonly string[]): Promise<string> {
      const body = '{"query":"{ best { id } }"}'
      const socket = connect(port, '127.0.0.1')
      socket.write(
        `POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n` +
          headers.map((header) => `Authorization: ${header}\r\n`).join('') +
          `Content-Length: ${body.length}\r\n\r\n${body}`,
      )
      return text(socket)
    }

    const nineKilobytes = `Bearer ${'x'.repeat(9 * 1024)}`
    it.each([
      ['of nine kilobytes', [nineKilobytes]],
      ['of nine kilobytes twice', [nineKilobytes, nineKilobytes]],
      ['with bytes that are no ASCII', ['Bearer é\u0080ÿ']],
    ])('%s is UNAUTHENTICATED, in JSON', async (_what, headers) => {
      const answer = await answerTo(...headers)
      expect(answer).toMatch(/^HTTP\/1\.1 401 /)
      expect(answer).toMatch(/content-type: application\/json/i)
      expect(answer).toContain('"code":"UNAUTHENTICATED"')
    })

    it('is refused when two are sent, even when the first or both are good', async () => {
      const { token } = await signIn()
      const good = `Bearer ${token}`
      expect(await answerTo(good)).toMatch(/^HTTP\/1\.1 200 /)
      for (const headers of [
        [good, 'Bearer other'],
        [good, good],
      ]) {
        const answer = await answerTo(...headers)
        expect(answer).toMatch(/^HTTP\/1\.1 401 /)
        expect(answer).toContain('"code":"UNAUTHENTICATED"')
      }
    })
  })
})
