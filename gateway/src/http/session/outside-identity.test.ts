import { generateKeyPairSync, sign } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { type BackendClient, createBackendClient, createServiceAccount } from '@ticketing/backend-client'
import { createLog, createMetrics } from '@ticketing/service-kit'
import supertest from 'supertest'
import { answerJson, type HttpDouble, type SeenRequest, startHttpDouble } from '../../testing/http-double.js'
import { createTestGateway, type TestGateway } from '../../testing/test-gateway.js'

const log = createLog({ name: 'test', level: 'silent' })
const now = Date.now
const SERVICE_TOKEN = `1|${'a'.repeat(48)}`
const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const jwk = { ...keys.publicKey.export({ format: 'jwk' }), alg: 'ES256', kid: 'one' }

let double: HttpDouble
let backend: BackendClient
let test: TestGateway
let environment: Record<string, string>

function answer({ url, method }: SeenRequest, response: ServerResponse): unknown {
  if (url === '/keys') return answerJson(response, 200, { keys: [jwk] })
  if (method === 'POST') {
    const user = { id: 1, firstname: 'A', lastname: 'B', email: 'admin@example.test', role: 'admin' }
    return answerJson(response, 200, { message: 'ok', token: SERVICE_TOKEN, user })
  }
  return response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF-')
}

const serviceAccount = () =>
  createServiceAccount({ client: backend, email: 'admin@example.test', password: 'x', now })

beforeAll(async () => {
  double = await startHttpDouble(answer)
  backend = createBackendClient({ baseUrl: double.url, log, metrics: createMetrics(), now })
  environment = {
    JWKS_URL: `${double.url}/keys`,
    JWT_ISSUER: 'https://login.example',
    JWT_AUDIENCE: 'ticketing',
  }
})
beforeEach(async () => {
  test = await createTestGateway(environment, { backend, serviceAccount: serviceAccount() })
})
afterEach(() => test.gateway.close())
afterAll(async () => {
  await backend.close()
  await double.close()
})

function tokenOf(roles: readonly string[], sub = 'anna@example.test'): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const exp = Math.floor(now() / 1000) + 60
  const claims = { roles, iss: 'https://login.example', aud: 'ticketing', sub, exp }
  const signed = `${part({ alg: 'ES256', kid: 'one' })}.${part(claims)}`
  const signature = sign('sha256', Buffer.from(signed), { key: keys.privateKey, dsaEncoding: 'ieee-p1363' })
  return `${signed}.${signature.toString('base64url')}`
}
const ask = async (token: string) =>
  supertest(test.gateway.handler)
    .post('/graphql')
    .set('authorization', `Bearer ${token}`)
    .send({ query: '{ seen { userId staffId role sessionId } }' })
const open = async (path: string, token: string) =>
  supertest(test.gateway.handler).get(path).set('authorization', `Bearer ${token}`)

describe("staff with an identity provider's token", () => {
  it('are known by their role, and have no account', async () => {
    for (const [name, role] of [
      ['admin', 'ADMIN'],
      ['employee', 'EMPLOYEE'],
    ] as const) {
      const { body } = await ask(tokenOf([name]))
      expect(body.data.seen).toMatchObject({ userId: 0, role, sessionId: null })
    }
  })

  it('are told apart by a name that tells nobody who they are', async () => {
    const staffIds: string[] = []
    for (const subject of ['anna@example.test', 'anna@example.test', 'bert@example.test']) {
      staffIds.push((await ask(tokenOf(['admin'], subject))).body.data.seen.staffId)
    }
    const [anna, again, bert] = staffIds
    expect(anna).toMatch(/^staff:[0-9a-f]{24}$/)
    expect([again === anna, bert === anna]).toEqual([true, false])
  })

  it('open as admins what the service account may open', async () => {
    const { status } = await open('/files/tickets/ticket_1.pdf', tokenOf(['admin']))
    expect(status).toBe(200)
    const { url, headers } = double.seen[double.seen.length - 1] ?? { url: '', headers: {} }
    expect([url, headers.authorization]).toEqual([
      '/api/tickets/admin/ticket_1.pdf',
      `Bearer ${SERVICE_TOKEN}`,
    ])
  })

  it('open as employees no file of the service account’s', async () => {
    const before = double.seen.length
    expect((await open('/files/tickets/ticket_1.pdf', tokenOf(['employee']))).status).toBe(404)
    expect(double.seen.slice(before).filter(({ url }) => url.startsWith('/api/tickets'))).toEqual([])
  })

  it('are refused without a role, and with a token that is no good', async () => {
    const without = await ask(tokenOf([]))
    expect([without.status, without.body.errors[0].extensions.code]).toEqual([403, 'FORBIDDEN'])
    const bad = await ask(`${tokenOf(['admin'])}x`)
    expect([bad.status, bad.body.errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED'])
  })
})

describe('the settings of an identity provider', () => {
  it('go together, and need a service account', async () => {
    const { JWT_AUDIENCE: _, ...incomplete } = environment
    await expect(
      createTestGateway(incomplete, { backend, serviceAccount: serviceAccount() }),
    ).rejects.toThrow('JWKS_URL: goes together with JWT_ISSUER and JWT_AUDIENCE')
    await expect(createTestGateway(environment, { backend })).rejects.toThrow('needs TICKETING_SERVICE_EMAIL')
  })

  it('want keys that nobody on the way can replace', async () => {
    const unsafe = { ...environment, JWKS_URL: 'http://login.example/keys' }
    await expect(createTestGateway(unsafe)).rejects.toThrow('must be an https URL')
  })
})
