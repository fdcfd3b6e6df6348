import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { guest, openRoom, type Room } from '../testing/room.js'
import { refusal } from '../testing/scripted-backend.js'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(() => room.backend.forget())
afterAll(() => room.close())

const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) { __typename
  ... on Registered { email } ... on EmailTaken { address } ... on PasswordRefused { faults }
  ... on CaptchaRefused { tokenRejected } } }`
const VERIFY = `mutation ($input: VerifyEmailInput!) { verifyEmail(input: $input) { __typename
  ... on EmailVerified { already } ... on InvalidLink { expired } } }`

const person = {
  firstName: 'Nina',
  lastName: 'Neu',
  email: 'nina@example.test',
  password: 'Long-Enough-2024!',
  acceptTerms: true,
  captchaToken: 'solved',
}
const register = (more: object = {}) => room.ask(REGISTER, guest, { input: { ...person, ...more } })
const invalid = (errors: object) => refusal(422, 'validation_error', { errors })

describe('register', () => {
  it('makes an account in the words of the backend', async () => {
    room.backend.on('POST /api/auth/register', () => ({ status: 201, body: { status: 'success' } }))
    expect(await register({ email: ' nina@example.test ' })).toEqual({
      data: { register: { __typename: 'Registered', email: person.email } },
    })
    expect(room.backend.received[0]?.body).toEqual({
      firstname: 'Nina',
      lastname: 'Neu',
      email: person.email,
      password: person.password,
      password_confirmation: person.password,
      accept_terms: true,
      captcha_token: 'solved',
    })
    expect(room.backend.received[0]?.headers['x-guest-cart-id']).toBeUndefined()
  })

  it('says everything that is wrong with the fields, by the names of the input', async () => {
    const { errors } = await register({
      firstName: ' ',
      lastName: 'x'.repeat(101),
      email: 'nina',
      acceptTerms: false,
    })
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(Object.keys(Object(errors?.[0]?.extensions.fields))).toEqual([
      'firstName',
      'lastName',
      'email',
      'acceptTerms',
    ])
    expect(room.backend.received).toEqual([])
  })

  it('says what a password lacks before the backend is asked', async () => {
    const { data } = await register({ password: 'short' })
    expect(data.register).toEqual({
      __typename: 'PasswordRefused',
      faults: ['TOO_SHORT', 'NO_MIXED_CASE', 'NO_NUMBER', 'NO_SYMBOL'],
    })
    expect(room.backend.received).toEqual([])
  })

  it.each([
    [
      invalid({ email: ['The email has already been taken.'] }),
      { __typename: 'EmailTaken', address: person.email },
    ],
    [refusal(422, 'captcha_failed'), { __typename: 'CaptchaRefused', tokenRejected: true }],
  ])('turns %j into an outcome', async (reply, expected) => {
    room.backend.on('POST /api/auth/register', () => reply)
    expect((await register()).data.register).toEqual(expected)
  })

  it('asks for a captcha where the backend wants one', async () => {
    room.backend.on('POST /api/auth/register', () => invalid({ captcha_token: ['Required.'] }))
    const { data } = await register({ captchaToken: null })
    expect(data.register).toEqual({ __typename: 'CaptchaRefused', tokenRejected: false })
    expect(room.backend.received[0]?.body).not.toHaveProperty('captcha_token')
  })

  it('names what only the backend refuses as the input does', async () => {
    room.backend.on('POST /api/auth/register', () => invalid({ firstname: ['No.'], email: ['Odd.'] }))
    const { data, errors } = await register()
    expect(data).toEqual({ register: null })
    expect(errors?.[0]?.extensions.fields).toEqual({ firstName: ['No.'], email: ['Odd.'] })
  })

  it('makes one account of two parallel registrations over a backend that races', async () => {
    let made = 0
    room.backend.on('POST /api/auth/register', async () => {
      const before = made
      await new Promise(setImmediate)
      made = before + 1
      return before === 0
        ? { status: 201, body: {} }
        : invalid({ email: ['The email has already been taken.'] })
    })
    const answers = await Promise.all([register(), register({ email: 'NINA@example.test' })])
    expect(answers.map(({ data }) => data.register.__typename).sort()).toEqual(['EmailTaken', 'Registered'])
  })

  it('is sent once, whatever happens', async () => {
    room.backend.on('POST /api/auth/register', () => refusal(503, 'service_unavailable'))
    await register()
    expect(room.backend.received).toHaveLength(1)
  })
})

describe('resendVerification', () => {
  const resend = (email = person.email) =>
    room.ask('mutation ($email: String!) { resendVerification(email: $email) }', guest, { email })

  it.each([
    ['a waiting', { body: { message: 'Sent' } }],
    ['an unknown', refusal(404, 'user_not_found')],
    ['a verified', refusal(409, 'already_verified')],
  ])('answers the same for %s address', async (_, reply) => {
    room.backend.on('POST /api/auth/email/resend', () => reply)
    expect(await resend()).toEqual({ data: { resendVerification: true } })
  })

  it.each([
    [429, 'too_many_requests', 'RATE_LIMITED'],
    [404, 'not_found', 'NOT_FOUND'],
    [500, 'internal_error', 'BACKEND_UNAVAILABLE'],
  ])('fails on %d %s with %s', async (status, code, expected) => {
    room.backend.on('POST /api/auth/email/resend', () => refusal(status, code))
    expect((await resend()).errors?.[0]?.extensions.code).toBe(expected)
  })

  it('refuses what is no address', async () => {
    const { errors } = await resend('nina')
    expect(errors?.[0]?.extensions.fields).toHaveProperty('email')
    expect(room.backend.received).toEqual([])
  })
})

describe('verifyEmail', () => {
  const NOW = () => Math.floor(room.now / 1000)
  const follow = (expires = NOW() + 60) =>
    room.ask(VERIFY, guest, {
      input: { link: `https://mail.test/api/auth/email/verify/61/5d74?expires=${expires}&signature=ab` },
    })
  const to = (page: string) => ({ status: 302, location: `http://front.test/verification-result/${page}` })

  it('asks the backend, with the parts in the order in which they were signed', async () => {
    room.backend.on('GET /api/auth/email/verify/61/*', () => ({ body: { message: 'Welcome' } }))
    const parts = { signature: 'ab', expires: '1795349585', hash: '5d74', id: '61' }
    const { data } = await room.ask(VERIFY, guest, { input: parts })
    expect(data.verifyEmail).toEqual({ __typename: 'EmailVerified', already: false })
    const [received] = room.backend.received
    expect(received?.path).toBe('/api/auth/email/verify/61/5d74')
    expect(Object.entries(received?.query ?? {})).toEqual([
      ['expires', '1795349585'],
      ['signature', 'ab'],
    ])
    expect(received?.headers.authorization).toBeUndefined()
  })

  it.each([
    [refusal(409, 'already_verified'), { __typename: 'EmailVerified', already: true }],
    [to('success'), { __typename: 'EmailVerified', already: false }],
    [to('already-verified'), { __typename: 'EmailVerified', already: true }],
    [to('invalid?from=mail'), { __typename: 'InvalidLink', expired: false }],
    [refusal(403, 'http_error'), { __typename: 'InvalidLink', expired: false }],
    [refusal(400, 'invalid_verification_link'), { __typename: 'InvalidLink', expired: false }],
    [refusal(404, 'user_not_found'), { __typename: 'InvalidLink', expired: false }],
  ])('takes %j for its outcome', async (reply, expected) => {
    room.backend.on('GET /api/auth/email/verify/61/*', () => reply)
    expect(await follow()).toEqual({ data: { verifyEmail: expected } })
  })

  it('says that a refused link is too old', async () => {
    room.backend.on('GET /api/auth/email/verify/61/*', () => refusal(403, 'http_error'))
    expect((await follow(NOW() - 1)).data.verifyEmail).toEqual({ __typename: 'InvalidLink', expired: true })
  })

  it.each([
    [to('elsewhere'), 'BACKEND_INVALID_RESPONSE'],
    [{ status: 302 }, 'BACKEND_INVALID_RESPONSE'],
    [refusal(404, 'not_found'), 'NOT_FOUND'],
    [refusal(503, 'service_unavailable'), 'BACKEND_UNAVAILABLE'],
  ])('fails on %j with %s, and is sent once', async (reply, code) => {
    room.backend.on('GET /api/auth/email/verify/61/*', () => reply)
    const { errors } = await follow()
    expect(errors?.[0]?.extensions.code).toBe(code)
    expect(room.backend.received).toHaveLength(1)
  })
})
