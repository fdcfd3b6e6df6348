import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { generateSync } from 'otplib'
import { demoPassword } from '../index.js'
import { type Bench, setUpBench } from '../testing/bench.js'

let bench: Bench
let time = Date.now()
beforeAll(async () => {
  bench = await setUpBench({}, { now: () => new Date(time) })
})
afterAll(() => bench.close())

const codeOf = (secret: unknown): string =>
  generateSync({ secret: String(secret), epoch: Math.floor(time / 1000) })
const login = (twofa_code?: string) =>
  bench.post('/api/auth/login', {
    email: 'other@example.test',
    password: demoPassword,
    remember: false,
    ...(twofa_code ? { twofa_code } : {}),
  })
const post = (step: string, body: object, token: string) =>
  bench.post(`/api/auth/2fa/${step}`, body, { token })

describe('two-factor sign-in', () => {
  it('is switched on in two steps, asked for at sign-in, and off with a recovery code', async () => {
    const token = await bench.signIn('other')
    expect((await post('confirm', { otp: '123456' }, token)).at('code')).toBe(
      'twofa_no_setup_in_progress_or_expired',
    )
    const enabled = await post('enable', {}, token)
    const secret = enabled.at('secret')
    expect(enabled.at('qrCodeUrl')).toMatch(/^otpauth:\/\/totp\/.*secret=/)
    expect(enabled.at('expires_at')).toMatch(/\.000000Z$/)
    expect((await post('confirm', {}, token)).status).toBe(422)
    expect((await post('confirm', { otp: 'abcdef' }, token)).at('code')).toBe('twofa_invalid_otp')
    const confirmed = await post('confirm', { otp: codeOf(secret) }, token)
    expect(confirmed.at('recovery_codes')).toHaveLength(8)
    expect((await post('enable', {}, token)).at('code')).toBe('twofa_already_enabled')

    expect((await login()).at('code')).toBe('twofa_required')
    expect((await login(String(confirmed.at('recovery_codes.0')))).at('code')).toBe('twofa_invalid')
    expect((await login(codeOf(secret))).at('user.twofa_enabled')).toBe(true)

    expect((await post('disable', {}, token)).status).toBe(422)
    expect((await post('disable', { twofa_code: 'nope' }, token)).at('code')).toBe('twofa_invalid_code')
    expect((await post('disable', { twofa_code: confirmed.at('recovery_codes.3') }, token)).status).toBe(204)
    expect((await post('disable', { twofa_code: 'x' }, token)).at('code')).toBe('twofa_not_enabled')
    expect((await login()).status).toBe(200)
  })

  it('has to be confirmed within ten minutes', async () => {
    const token = await bench.signIn('user')
    const secret = (await post('enable', {}, token)).at('secret')
    time += 10 * 60_000
    expect((await post('confirm', { otp: codeOf(secret) }, token)).status).toBe(400)
  })
})
