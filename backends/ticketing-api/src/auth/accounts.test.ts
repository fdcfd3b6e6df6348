import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { demoPassword } from '../index.js'
import { type Bench, setUpBench } from '../testing/bench.js'

let bench: Bench
let time = Date.now()
beforeAll(async () => {
  bench = await setUpBench({}, { now: () => new Date(time) })
})
afterAll(() => bench.close())

const password = 'Long-Enough-2024!'
const newcomer = (email: string) => ({
  firstname: 'Nina',
  lastname: 'Neu',
  email,
  password,
  password_confirmation: password,
  captcha_token: 'x',
  accept_terms: true,
})
const login = (email: string, extra: object = { remember: false }) =>
  bench.post('/api/auth/login', { email, password, ...extra })
const lastLink = async (kind: string): Promise<string> =>
  (await bench.mails()).filter((mail) => mail.kind === kind).at(-1)?.link ?? ''
const me = (token: string) => bench.get('/api/users/me', { token })

/** Registers, follows the link and signs in. */
const join = async (email: string): Promise<string> => {
  await bench.post('/api/auth/register', newcomer(email))
  await bench.get(await lastLink('verify-email'))
  return String((await login(email)).at('token'))
}

describe('registering', () => {
  it('sends a link, without which signing in is refused and another mail sent', async () => {
    const made = await bench.post('/api/auth/register', newcomer('nina@example.test'))
    expect([made.status, made.at('status')]).toEqual([201, 'success'])
    const early = await login('nina@example.test')
    expect([early.status, early.at('code')]).toEqual([400, 'email_not_verified'])
    expect(early.at('resend_verification_url')).toBe(`${bench.url}/api/auth/email/resend`)
    const link = await lastLink('verify-email')
    const verified = await bench.get(link)
    expect(verified.at('redirect_url')).toBe('http://frontend.test/verification-result/success')
    expect((await bench.get(link)).at('code')).toBe('already_verified')
    const reply = await login('NINA@example.test')
    expect(reply.at('token')).toMatch(/^\d+\|[A-Za-z0-9]{40}[0-9a-f]{8}$/)
    expect(reply.at('user')).toMatchObject({ email: 'nina@example.test', role: 'user', twofa_enabled: false })
  })

  it('names every weakness of a password', async () => {
    const body = { ...newcomer('weak@example.test'), password: 'short', password_confirmation: 'other' }
    const reply = await bench.post('/api/auth/register', body)
    expect(Object(reply.at('errors')).password).toHaveLength(5)
  })

  it('wants the terms as a true true, and an address that is new', async () => {
    const terms = await bench.post('/api/auth/register', { ...newcomer('t@example.test'), accept_terms: '1' })
    expect([terms.status, terms.at('code')]).toEqual([422, 'terms_not_accepted'])
    const taken = await bench.post('/api/auth/register', newcomer('user@example.test'))
    expect(Object.keys(Object(taken.at('errors')))).toEqual(['email'])
    const nothing = await bench.post('/api/auth/register', {})
    expect(Object.keys(Object(nothing.at('errors')))).toHaveLength(6)
  })

  it('resends the link to those who wait for it only', async () => {
    await bench.post('/api/auth/register', newcomer('waits@example.test'))
    const resend = (email: string) => bench.post('/api/auth/email/resend', { email })
    expect((await resend('waits@example.test')).status).toBe(200)
    expect((await resend('user@example.test')).at('code')).toBe('already_verified')
    expect((await resend('ghost@example.test')).at('code')).toBe('user_not_found')
    expect((await resend('x')).status).toBe(422)
  })
})

describe('a signed link', () => {
  it('is refused when changed, sent to another host, or an hour old', async () => {
    await bench.post('/api/auth/register', newcomer('link@example.test'))
    const link = await lastLink('verify-email')
    const changed = await bench.get(link.replace(/signature=../, 'signature=00'))
    expect([changed.status, changed.at('code')]).toEqual([403, 'http_error'])
    expect((await bench.get(link.replace('127.0.0.1', 'localhost'))).status).toBe(403)
    expect((await bench.get(link.split('?')[0] ?? '')).status).toBe(403)
    time += 3_600_000
    expect((await bench.get(link)).status).toBe(403)
  })
})

describe('signing in', () => {
  it('breaks when "remember" is left out, and tells nothing of what was wrong', async () => {
    const body = { email: 'user@example.test', password: demoPassword }
    expect((await bench.post('/api/auth/login', body)).status).toBe(500)
    for (const email of ['user@example.test', 'ghost@example.test'])
      expect((await login(email)).at('code')).toBe('invalid_credentials')
    const wrong = await bench.post('/api/auth/login', { email: 'x', password: 1, remember: 'yes' })
    expect(Object.keys(Object(wrong.at('errors')))).toEqual(['email', 'password', 'remember'])
  })

  it('is refused to a disabled account, whose tokens keep working', async () => {
    const token = await join('closed@example.test')
    const admin = await bench.signIn('admin')
    const list = await bench.get('/api/users?email=closed@example.test', { token: admin })
    await bench.patch(`/api/users/${list.at('data.users.0.id')}`, { is_active: false }, { token: admin })
    expect((await login('closed@example.test')).at('code')).toBe('account_disabled')
    expect((await me(token)).status).toBe(200)
  })

  it('gives tokens for a day, each ending by itself', async () => {
    const [a, b] = [await bench.signIn('other'), await bench.signIn('other')]
    expect((await bench.post('/api/auth/logout', {}, { token: a })).status).toBe(200)
    expect([(await me(a)).status, (await me(b)).status]).toEqual([401, 200])
    time += 1440 * 60_000
    expect((await me(b)).status).toBe(401)
  })
})

describe('a forgotten password', () => {
  it('is set anew with the code of the mail, once, and leaves tokens alone', async () => {
    const token = await join('forgets@example.test')
    const email = 'forgets@example.test'
    expect((await bench.post('/api/auth/password/forgot', { email })).status).toBe(200)
    expect((await bench.post('/api/auth/password/forgot', { email })).at('code')).toBe('reset_link_failed')
    const code = (await bench.mails()).at(-1)?.token
    const fresh = 'Another-Long-One-1!'
    const body = { token: code, email, password: fresh, password_confirmation: fresh }
    const bad = await bench.post('/api/auth/password/reset', { ...body, token: 'bad' })
    expect([bad.status, bad.at('code')]).toEqual([400, 'invalid_token'])
    expect((await bench.post('/api/auth/password/reset', body)).status).toBe(200)
    expect((await bench.post('/api/auth/password/reset', body)).status).toBe(400)
    expect((await login(email, { password: fresh, remember: false })).status).toBe(200)
    expect((await me(token)).status).toBe(200)
  })

  it('tells unknown addresses apart', async () => {
    expect((await bench.post('/api/auth/password/forgot', { email: 'ghost@example.test' })).status).toBe(422)
  })

  it('is not needed by those who know the old one', async () => {
    const token = await join('knows@example.test')
    const body = { current_password: 'x', password: `${password}2`, password_confirmation: `${password}2` }
    const wrong = await bench.patch('/api/auth/password', body, { token })
    expect(wrong.at('code')).toBe('invalid_current_password')
    const right = await bench.patch('/api/auth/password', { ...body, current_password: password }, { token })
    expect(right.status).toBe(200)
    expect((await login('knows@example.test')).status).toBe(401)
  })
})

describe('a change of address', () => {
  it('applies after its link, ends all tokens, and can be called off from the old address', async () => {
    const token = await join('old@example.test')
    const admin = await bench.signIn('admin')
    expect((await bench.patch('/api/auth/email', { email: 'user@example.test' }, { token })).status).toBe(422)
    expect((await bench.patch('/api/auth/email', { email: 'new@example.test' }, { token })).status).toBe(200)
    const id = (await bench.get('/api/users?email=old@example.test', { token: admin })).at('data.users.0.id')
    const pending = await bench.get(`/api/users/email/${id}`, { token: admin })
    expect(pending.at('data')).toMatchObject({ old_email: 'old@example.test', new_email: 'new@example.test' })
    const [confirm, cancel] = [await lastLink('confirm-email-change'), await lastLink('cancel-email-change')]
    expect((await bench.get(confirm)).status).toBe(200)
    expect((await me(token)).status).toBe(401)
    expect((await login('new@example.test')).status).toBe(200)
    expect(cancel).toContain('/api/auth/auth/email/change/cancel/')
    expect((await bench.get(cancel.replace('/auth/auth/', '/auth/'))).status).toBe(404)
    expect((await bench.get(cancel)).status).toBe(200)
    expect((await bench.get(cancel)).at('code')).toBe('email_not_found')
    expect((await login('old@example.test')).status).toBe(200)
    expect((await bench.get(`/api/users/email/${id}`, { token: admin })).at('data')).toBeNull()
  })
})
