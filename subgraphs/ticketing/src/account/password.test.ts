import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { historyOf } from '../testing/history.js'
import { as, guest, openRoom, type Room } from '../testing/room.js'
import { refusal } from '../testing/scripted-backend.js'

let room: Room
let userId = 100
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(() => {
  room.backend.forget()
  userId += 1
})
afterAll(() => room.close())

const GOOD = 'Another-Long-One-1!'
const open = (email: string) =>
  room.sessions.start({
    userId,
    role: 'USER',
    email,
    backendToken: `${userId}|x`,
    expiresAt: new Date(room.now + 60_000),
  })
const ended = { code: 'UNAUTHENTICATED' }

describe('requestPasswordReset', () => {
  const request = (email = 'ada@example.test') =>
    room.ask('mutation ($email: String!) { requestPasswordReset(email: $email) }', guest, { email })

  it.each([
    ['a known', { body: { message: 'Sent' } }],
    [
      'an unknown',
      refusal(422, 'validation_error', { errors: { email: ['The selected email is invalid.'] } }),
    ],
    ['a repeated', refusal(500, 'reset_link_failed')],
  ])('answers the same for %s address', async (_, reply) => {
    room.backend.on('POST /api/auth/password/forgot', () => reply)
    expect(await request()).toEqual({ data: { requestPasswordReset: true } })
    expect(room.backend.received).toHaveLength(1)
  })

  it.each([
    [429, 'too_many_requests', 'RATE_LIMITED'],
    [404, 'not_found', 'NOT_FOUND'],
    [500, 'internal_error', 'BACKEND_UNAVAILABLE'],
  ])('fails on %d %s with %s', async (status, code, expected) => {
    room.backend.on('POST /api/auth/password/forgot', () => refusal(status, code))
    expect((await request()).errors?.[0]?.extensions.code).toBe(expected)
  })

  it('refuses what is no address before it could be taken for an unknown one', async () => {
    expect((await request('ada')).errors?.[0]?.extensions.fields).toHaveProperty('email')
    expect(room.backend.received).toEqual([])
  })
})

describe('resetPassword', () => {
  const RESET = `mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { __typename
    ... on PasswordReset { email } ... on InvalidLink { expired } ... on PasswordRefused { faults } } }`
  const reset = (email: string, newPassword = GOOD, call = guest) =>
    room.ask(RESET, call, { input: { token: '07fa', email, newPassword } })

  it('ends all sessions of whoever signed in with the address', async () => {
    room.backend.on('POST /api/auth/password/reset', () => ({ body: { message: 'Done' } }))
    const email = `ada-${userId}@example.test`
    const mine = await open(email)
    const { data } = await reset(email.toUpperCase())
    expect(data.resetPassword).toEqual({ __typename: 'PasswordReset', email: email.toUpperCase() })
    await expect(room.sessions.callerOf(mine.token)).rejects.toMatchObject(ended)
    const stream = `session:${mine.sessionId}`
    expect(await historyOf(room, stream)).toEqual([
      ['SignedOut', { user: String(userId), session: mine.sessionId }],
    ])
    expect(room.backend.received[0]?.body).toEqual({
      token: '07fa',
      email: email.toUpperCase(),
      password: GOOD,
      password_confirmation: GOOD,
    })
  })

  it.each([
    ['a bad token', refusal(400, 'invalid_token')],
    ['an unknown address', refusal(422, 'validation_error', { errors: { email: ['Unknown.'] } })],
  ])('answers the same for %s, and ends nothing', async (_, reply) => {
    room.backend.on('POST /api/auth/password/reset', () => reply)
    const email = `ada-${userId}@example.test`
    const mine = await open(email)
    expect(await reset(email)).toEqual({
      data: { resetPassword: { __typename: 'InvalidLink', expired: false } },
    })
    expect(await room.sessions.callerOf(mine.token)).toMatchObject({ userId })
  })

  it('names the field of the input that the backend refuses', async () => {
    room.backend.on('POST /api/auth/password/reset', () =>
      refusal(422, 'validation_error', { errors: { password: ['Known from a leak.'] } }),
    )
    const { errors } = await reset('ada@example.test')
    expect(errors?.[0]?.extensions.fields).toEqual({ newPassword: ['Known from a leak.'] })
  })

  it('says what the new password lacks before the backend is asked', async () => {
    expect((await reset('ada@example.test', 'short')).data.resetPassword.__typename).toBe('PasswordRefused')
    expect(room.backend.received).toEqual([])
  })
})

describe('changePassword', () => {
  const CHANGE = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename
    ... on User { id email } ... on PasswordRefused { faults } } }`
  const change = (newPassword: string, call = as('USER', userId)) =>
    room.ask(CHANGE, call, { input: { currentPassword: 'old', newPassword } })

  it('ends every other session of the person and leaves this one', async () => {
    room.backend.on('PATCH /api/auth/password', () => ({ body: { message: 'Done' } }))
    room.backend.on('GET /api/users/me', () => ({
      body: { user: { firstname: 'A', lastname: 'B', email: 'a@example.test', twofa_enabled: false } },
    }))
    const [mine, other] = [await open('a@example.test'), await open('a@example.test')]
    const { data } = await change(GOOD, as('USER', userId, mine.sessionId))
    expect(data.changePassword).toEqual({ __typename: 'User', id: String(userId), email: 'a@example.test' })
    expect(await room.sessions.callerOf(mine.token)).toMatchObject({ userId })
    await expect(room.sessions.callerOf(other.token)).rejects.toMatchObject(ended)
    expect(room.backend.received[0]?.body).toEqual({
      current_password: 'old',
      password: GOOD,
      password_confirmation: GOOD,
    })
  })

  it('says that the present password is another one, and ends nothing', async () => {
    room.backend.on('PATCH /api/auth/password', () => refusal(400, 'invalid_current_password'))
    const other = await open('a@example.test')
    expect((await change(GOOD)).data.changePassword).toEqual({
      __typename: 'PasswordRefused',
      faults: ['CURRENT_PASSWORD_WRONG'],
    })
    expect(await room.sessions.callerOf(other.token)).toMatchObject({ userId })
  })

  it('is not for guests', async () => {
    expect((await change(GOOD, guest)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    expect(room.backend.received).toEqual([])
  })
})
