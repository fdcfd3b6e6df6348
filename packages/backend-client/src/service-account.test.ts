import { describe, expect, it } from '@jest/globals'
import { z } from 'zod'
import type { BackendCall } from './request.js'
import { createServiceAccount } from './service-account.js'
import { aCall, connect, json, type Seen, startTinyBackend } from './tiny-backend.js'

const user = { id: 1, role: 'admin' }
const isLogin = ({ url }: Seen) => url === '/api/auth/login'

/** Logs in with T1, T2 … and answers reads for the tokens it takes. */
async function setUp(
  options: { takes?: (token: string) => number; login?: () => [status: number, body: unknown] } = {},
) {
  let logins = 0
  const login = options.login ?? (() => [200, { token: `T${logins}`, user }] as const)
  const takes = options.takes ?? (() => 200)
  const backend = await startTinyBackend((seen, response) => {
    if (isLogin(seen)) {
      logins += 1
      json(response, ...login())
    } else {
      const token = seen.headers.authorization?.slice('Bearer '.length) ?? ''
      json(response, takes(token), { token, code: 'c' })
    }
  })
  const clock = { now: Date.now() }
  const client = connect(backend.url, { now: () => clock.now })
  const account = createServiceAccount({
    client,
    email: 'a@example.test',
    password: 'pass',
    now: () => clock.now,
  })
  const base = (of: Partial<BackendCall> = {}) => aCall({ deadline: clock.now + 10_000, ...of })
  const answer = z.object({ token: z.string() })
  const read = () =>
    account.run(base(), (call) => client.send({ method: 'GET', route: '/api/payments', answer }, call))
  return {
    account,
    backend,
    base,
    clock,
    read,
    logins: () => logins,
    async [Symbol.asyncDispose]() {
      await client.close()
      await backend[Symbol.asyncDispose]()
    },
  }
}

describe('createServiceAccount', () => {
  it('logs in once for all who ask at once, sending remember', async () => {
    await using it = await setUp()
    const calls = await Promise.all(Array.from({ length: 10 }, () => it.account.call(it.base())))
    expect(calls.map(({ token }) => token)).toEqual(Array(10).fill('T1'))
    expect(it.logins()).toBe(1)
    const sent = JSON.parse(it.backend.seen[0]?.body ?? '')
    expect(sent).toEqual({ email: 'a@example.test', password: 'pass', remember: false })
  })

  it('keeps its token for 23 hours', async () => {
    await using it = await setUp()
    await it.account.call(it.base())
    it.clock.now += 23 * 3_600_000 - 1
    await it.account.call(it.base())
    expect(it.logins()).toBe(1)
    it.clock.now += 1
    expect(await it.account.call(it.base())).toMatchObject({ token: 'T2' })
  })

  it('logs in again, once, when its token is refused', async () => {
    let revoked = false
    await using it = await setUp({ takes: (token) => (revoked && token === 'T1' ? 401 : 200) })
    await expect(it.read()).resolves.toEqual({ token: 'T1' })
    revoked = true
    const answers = await Promise.all([it.read(), it.read(), it.read()])
    expect(answers).toEqual(Array(3).fill({ token: 'T2' }))
    expect(it.logins()).toBe(2)
  })

  it('does not hammer the login when fresh tokens are refused', async () => {
    await using it = await setUp({ takes: () => 401 })
    const refused = { code: 'SERVICE_UNAVAILABLE', extensions: { reason: 'SERVICE_ACCOUNT_REFUSED' } }
    for (let read = 0; read < 5; read += 1) await expect(it.read()).rejects.toMatchObject(refused)
    expect(it.logins()).toBe(2)
  })

  it.each([
    [401, 'invalid_credentials', 'SERVICE_ACCOUNT_REFUSED'],
    [403, 'account_disabled', 'SERVICE_ACCOUNT_REFUSED'],
    [400, 'twofa_required', 'SERVICE_ACCOUNT_REFUSED'],
    [429, 'too_many_requests', 'SERVICE_ACCOUNT_THROTTLED'],
  ])('backs off after a login answered %d %s', async (status, code, reason) => {
    await using it = await setUp({ login: () => [status, { code }] })
    for (let read = 0; read < 3; read += 1) {
      await expect(it.read()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', extensions: { reason } })
    }
    expect(it.logins()).toBe(1)
    it.clock.now += 60_000
    await expect(it.read()).rejects.toMatchObject({ extensions: { reason } })
    expect(it.logins()).toBe(2)
  })

  it('recovers after the pause', async () => {
    let wrong = true
    await using it = await setUp({
      login: () => (wrong ? [401, { code: 'invalid_credentials' }] : [200, { token: 'T', user }]),
    })
    await expect(it.read()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
    wrong = false
    it.clock.now += 30_000
    await expect(it.read()).resolves.toEqual({ token: 'T' })
  })

  it('passes a failing backend on as retryable, with a short pause', async () => {
    await using it = await setUp({ login: () => [500, { code: 'database_error' }] })
    for (let read = 0; read < 3; read += 1) {
      await expect(it.read()).rejects.toMatchObject({ code: 'BACKEND_UNAVAILABLE', retryable: true })
    }
    expect(it.logins()).toBe(1)
  })

  it('serves nobody with an account that is not an admin', async () => {
    await using it = await setUp({ login: () => [200, { token: 'T', user: { id: 1, role: 'user' } }] })
    const refused = { code: 'SERVICE_UNAVAILABLE', extensions: { reason: 'SERVICE_ACCOUNT_NOT_ADMIN' } }
    await expect(it.read()).rejects.toMatchObject(refused)
    await expect(it.read()).rejects.toMatchObject(refused)
    expect(it.logins()).toBe(1)
  })

  it('tells no client that it is signed out or forbidden on its own account', async () => {
    await using it = await setUp({ takes: () => 403 })
    await expect(it.read()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
  })

  it('leaves other failures as they are', async () => {
    await using it = await setUp({ takes: () => 404 })
    await expect(it.read()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('does not end the login of others when the first who asked leaves', async () => {
    await using it = await setUp()
    const leaver = new AbortController()
    const first = it.account.call(it.base({ signal: leaver.signal }))
    const second = it.account.call(it.base())
    leaver.abort()
    await expect(first).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
    await expect(second).resolves.toMatchObject({ token: 'T1' })
    expect(it.logins()).toBe(1)
  })
})
