import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { as, GUEST_CART, guest, openRoom, type Room } from '../testing/room.js'
import { refusal } from '../testing/scripted-backend.js'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(() => room.backend.forget())
afterAll(() => room.close())

const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) { __typename
  ... on Session { token expiresAt user { id firstName lastName email role } }
  ... on TwoFactorRequired { codeRejected }
  ... on EmailNotVerified { email } } }`

const input = { email: 'ada@example.test', password: 'a long password' }
const accepted = (role = 'user', email = input.email) => ({
  body: {
    message: 'Welcome',
    token: '12|backend',
    user: { id: 12, firstname: 'Ada', lastname: 'Byron', email, role, twofa_enabled: false },
  },
})
const signIn = (more: object = {}, call = guest) => room.ask(LOGIN, call, { input: { ...input, ...more } })

describe('login', () => {
  it('starts a session that lives as long as the token of the backend', async () => {
    room.backend.on('POST /api/auth/login', () => accepted('employee'))
    const { data, errors } = await signIn()
    expect(errors).toBeUndefined()
    const { token, expiresAt, user } = data.login
    expect(user).toEqual({
      id: '12',
      firstName: 'Ada',
      lastName: 'Byron',
      email: input.email,
      role: 'EMPLOYEE',
    })
    expect(room.now + 1440 * 60_000 - Date.parse(expiresAt)).toBeLessThan(1_000)
    expect(Date.parse(expiresAt)).toBeLessThanOrEqual(room.now + 1440 * 60_000)
    expect(await room.sessions.callerOf(token)).toMatchObject({
      userId: 12,
      role: 'EMPLOYEE',
      backendToken: '12|backend',
    })
    expect(room.backend.received.map(({ path }) => path)).toEqual(['/api/auth/login'])
  })

  it('always sends remember, and the code only when there is one', async () => {
    room.backend.on('POST /api/auth/login', () => accepted())
    await signIn()
    await signIn({ remember: true, twoFactorCode: '123456' })
    expect(room.backend.received.map(({ body }) => body)).toEqual([
      { ...input, remember: false },
      { ...input, remember: true, twofa_code: '123456' },
    ])
  })

  it("brings the guest's cart, the one of the input before that of the header", async () => {
    room.backend.on('POST /api/auth/login', () => accepted())
    const other = '0d9e3a52-3a3f-4c0c-8d0e-1f2a3b4c5d6e'
    await signIn()
    await signIn({ guestCartId: other })
    const sent = room.backend.received.map(({ headers }) => headers['x-guest-cart-id'])
    expect(sent).toEqual([GUEST_CART, other])
  })

  it.each([
    ['twofa_required', { __typename: 'TwoFactorRequired', codeRejected: false }],
    ['twofa_invalid', { __typename: 'TwoFactorRequired', codeRejected: true }],
    ['email_not_verified', { __typename: 'EmailNotVerified', email: input.email }],
  ])('answers %s with what is missing', async (code, expected) => {
    room.backend.on('POST /api/auth/login', () => refusal(400, code))
    expect(await signIn()).toEqual({ data: { login: expected } })
  })

  it.each([
    [401, 'invalid_credentials', 'UNAUTHENTICATED', false],
    [403, 'account_disabled', 'FORBIDDEN', false],
    [422, 'validation_error', 'BAD_USER_INPUT', false],
    [429, 'too_many_requests', 'RATE_LIMITED', true],
  ])('fails on %d %s with %s', async (status, code, expected, retryable) => {
    room.backend.on('POST /api/auth/login', () => refusal(status, code))
    const { data, errors } = await signIn()
    expect(data).toEqual({ login: null })
    expect(errors?.[0]?.extensions).toMatchObject({ code: expected, retryable, service: 'ticketing' })
  })

  it('leaves no token of the backend behind when no session can be started', async () => {
    // No PostgreSQL text holds this character.
    room.backend.on('POST /api/auth/login', () => accepted('user', 'ada\u0000@example.test'))
    room.backend.on('POST /api/auth/logout', () => ({ body: { message: 'Bye' } }))
    const { data, errors } = await signIn()
    expect(data).toEqual({ login: null })
    expect(errors).toHaveLength(1)
    expect(room.backend.received.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ['/api/auth/login', undefined],
      ['/api/auth/logout', 'Bearer 12|backend'],
    ])
  })

  it('is sent once, whatever happens', async () => {
    room.backend.on('POST /api/auth/login', () => refusal(503, 'service_unavailable'))
    await signIn()
    expect(room.backend.received).toHaveLength(1)
  })
})

describe('logins in a row', () => {
  let narrow: Room
  beforeAll(async () => {
    narrow = await openRoom({ loginsPerMinute: 5 })
  })
  afterAll(() => narrow.close())

  it('are each counted, also in one operation, and the backend is asked no more than it may be', async () => {
    narrow.backend.on('POST /api/auth/login', () => refusal(401, 'invalid_credentials'))
    const attempts = Array.from(
      { length: 10 },
      (_, index) => `a${index}: login(input: $input) { __typename }`,
    )
    const document = `mutation ($input: LoginInput!) { ${attempts.join(' ')} }`
    const { errors = [] } = await narrow.ask(document, guest, { input })
    const codes = errors.map(({ extensions }) => extensions.code)
    expect(codes).toEqual([...Array(4).fill('UNAUTHENTICATED'), ...Array(6).fill('RATE_LIMITED')])
    expect(narrow.backend.received).toHaveLength(4)
    expect(errors[4]?.extensions).toMatchObject({ retryable: true, retryAfter: expect.any(Number) })
    const reset = await narrow.ask('mutation { requestPasswordReset(email: "ada@example.test") }', {
      ...guest,
      clientAddress: '192.0.2.9',
    })
    expect(reset.errors?.[0]?.extensions.code).toBe('RATE_LIMITED')
    expect(narrow.backend.received).toHaveLength(4)
  })
})

describe('logout', () => {
  const open = async () => {
    const expiresAt = new Date(room.now + 60_000)
    const person = { userId: 7, role: 'USER', email: 'a@example.test', backendToken: '7|x' } as const
    return room.sessions.start({ ...person, expiresAt })
  }

  it.each([
    ['ends', 200],
    ['has ended already', 401],
    ['cannot end', 500],
  ])("ends the session when the backend's token %s", async (_, status) => {
    room.backend.on('POST /api/auth/logout', () =>
      status === 200 ? { body: { message: 'Bye' } } : refusal(status, 'x'),
    )
    const { token, sessionId } = await open()
    const answer = await room.ask('mutation { logout }', as('USER', 7, sessionId))
    expect(answer).toEqual({ data: { logout: true } })
    await expect(room.sessions.callerOf(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    expect(room.backend.received[0]?.headers.authorization).toBe('Bearer 7|token-of-USER')
  })

  it('of a raw token of the backend fails when the backend cannot end it', async () => {
    room.backend.on('POST /api/auth/logout', () => refusal(503, 'service_unavailable'))
    const { data, errors } = await room.ask('mutation { logout }', as('USER'))
    expect(data).toEqual({ logout: null })
    expect(errors?.[0]?.extensions.code).toBe('BACKEND_UNAVAILABLE')
  })

  it('is not for guests', async () => {
    const { errors } = await room.ask('mutation { logout }')
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })
})
