import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type BackendClient, createBackendClient, createServiceAccount } from '@ticketing/backend-client'
import { createLog, createMetrics } from '@ticketing/service-kit'
import supertest from 'supertest'
import { answerJson, type HttpDouble, type SeenRequest, startHttpDouble } from '../../testing/http-double.js'
import { createTestGateway } from '../../testing/test-gateway.js'
import { createTokenIdentity, isBackendToken } from './backend-token.js'

const log = createLog({ name: 'test', level: 'silent' })
const PEOPLE = { 1: 'admin', 2: 'employee', 3: 'user' } as const
type Id = keyof typeof PEOPLE
const disabled = new Set<number>()
const tokenOf = (id: number) => `${id}|${'a'.repeat(48)}`

/** As the REST API answers: by the number before the bar, the three people above and nobody else. */
function answer({ url, method, headers }: SeenRequest, response: ServerResponse): unknown {
  const id = Number(/^Bearer (\d+)\|/.exec(headers.authorization ?? '')?.[1]) as Id
  const role = PEOPLE[id]
  const path = url.split('?')[0]
  if (method === 'POST') return loggedIn(response)
  if (path === '/api/cart' && role === undefined) {
    return answerJson(response, 200, { meta: { guest_cart_id: 'x' }, data: { cart_items: [] } })
  }
  if (role === undefined) return answerJson(response, 401, { message: 'x', code: 'unauthenticated' })
  const forbidden = () => answerJson(response, 403, { message: 'x', code: 'forbidden' })
  if (path === '/api/users/me') return answerJson(response, 200, { user: { email: `${role}@example.test` } })
  if (path === '/api/cart') return answerJson(response, 200, { data: { id: 9, user_id: id, cart_items: [] } })
  if (path?.startsWith('/api/tickets/scan/')) {
    return role === 'employee' ? answerJson(response, 404, { message: 'x', code: 'not_found' }) : forbidden()
  }
  if (role !== 'admin') return forbidden()
  const users = Object.entries(PEOPLE).map(([key, name]) => ({
    id: Number(key),
    email: `${name}@example.test`,
    role: name,
    is_active: !disabled.has(Number(key)),
  }))
  const wanted = new URL(url, 'http://x').searchParams.get('email')
  const list = users.filter(({ email }) => !wanted || email === wanted)
  answerJson(response, 200, { data: { users: list }, meta: { total: list.length } })
}

function loggedIn(response: ServerResponse): void {
  const user = {
    id: 1,
    firstname: 'A',
    lastname: 'B',
    email: 'admin@example.test',
    role: 'admin',
    twofa_enabled: false,
  }
  answerJson(response, 200, { message: 'ok', token: tokenOf(1), user })
}

let double: HttpDouble
let backend: BackendClient
let clock: number
const now = () => clock

beforeEach(async () => {
  clock = Date.now()
  disabled.clear()
  double = await startHttpDouble(answer)
  backend = createBackendClient({ baseUrl: double.url, log, metrics: createMetrics(), now })
})
afterEach(async () => {
  await backend.close()
  await double.close()
})

const account = () =>
  createServiceAccount({ client: backend, email: 'admin@example.test', password: 'x', now })

describe('a raw backend token', () => {
  it('is recognised by its form', () => {
    expect(isBackendToken(tokenOf(3))).toBe(true)
    for (const other of ['3|short', `x|${'a'.repeat(48)}`, `3|${'a'.repeat(49)}`, 'eyJ.a.b']) {
      expect(isBackendToken(other)).toBe(false)
    }
  })

  it.each([
    ['the service account', account],
    ['probing', () => null],
  ])('names its user and role by %s', async (_how, serviceAccount) => {
    const identity = createTokenIdentity({ backend, serviceAccount: serviceAccount(), now })
    const callers = await Promise.all([1, 2, 3].map((id) => identity.callerOf(tokenOf(id), 'request-1')))
    expect(callers).toEqual(
      (['ADMIN', 'EMPLOYEE', 'USER'] as const).map((role, index) => ({
        sessionId: null,
        userId: index + 1,
        role,
        backendToken: tokenOf(index + 1),
      })),
    )
  })

  it.each([
    ['the service account', account],
    ['probing', () => null],
  ])(
    'that the backend does not know is UNAUTHENTICATED by %s, and not taken for a guest',
    async (_how, serviceAccount) => {
      const identity = createTokenIdentity({ backend, serviceAccount: serviceAccount(), now })
      await expect(identity.callerOf(tokenOf(99), 'request-1')).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
      })
    },
  )

  it('of a disabled account, which the backend still takes, is refused within ten seconds', async () => {
    const identity = createTokenIdentity({ backend, serviceAccount: account(), now })
    expect((await identity.callerOf(tokenOf(3), 'request-1')).role).toBe('USER')
    disabled.add(3)
    clock += 10_000
    await expect(identity.callerOf(tokenOf(3), 'request-1')).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    })
  })

  it('is looked up once for parallel requests, and again after 10 seconds', async () => {
    const identity = createTokenIdentity({ backend, serviceAccount: null, now })
    const lookUps = () => double.seen.filter(({ url }) => url === '/api/users/me').length
    await Promise.all(Array.from({ length: 5 }, () => identity.callerOf(tokenOf(3), 'request-1')))
    clock += 9_999
    await identity.callerOf(tokenOf(3), 'request-1')
    expect(lookUps()).toBe(1)
    clock += 1
    await identity.callerOf(tokenOf(3), 'request-1')
    expect(lookUps()).toBe(2)
  })

  it('is forgotten when too many others come', async () => {
    const identity = createTokenIdentity({ backend, serviceAccount: null, now, cacheSize: 1 })
    for (const id of [1, 2, 1]) await identity.callerOf(tokenOf(id), 'request-1')
    expect(double.seen.filter(({ url }) => url === '/api/users/me')).toHaveLength(3)
  })

  it('is taken by the gateway, and ends the request when it is not good', async () => {
    const { gateway } = await createTestGateway({}, { backend })
    const ask = (token: string) =>
      supertest(gateway.handler)
        .post('/graphql')
        .set('authorization', `Bearer ${token}`)
        .send({ query: '{ seen { userId role sessionId } }' })
    expect((await ask(tokenOf(2))).body.data.seen).toEqual({ userId: 2, role: 'EMPLOYEE', sessionId: null })
    expect((await ask(tokenOf(99))).status).toBe(401)
    await gateway.close()
  })

  it('is no fault of the token when the backend is down', async () => {
    await double.close()
    const { gateway } = await createTestGateway({}, { backend })
    const { status, body } = await supertest(gateway.handler)
      .post('/graphql')
      .set('authorization', `Bearer ${tokenOf(2)}`)
      .send({ query: '{ best { id } }' })
    expect(status).toBe(502)
    expect(body.errors[0].extensions.code).toBe('BACKEND_UNAVAILABLE')
    await gateway.close()
  })
})
