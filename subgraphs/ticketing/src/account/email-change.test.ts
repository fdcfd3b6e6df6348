import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { as, guest, openRoom, type Room } from '../testing/room.js'
import { refusal } from '../testing/scripted-backend.js'

let room: Room
let userId = 200
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(() => {
  room.backend.forget()
  userId += 1
})
afterAll(() => room.close())

const link = { token: 'T0k', expires: '9999999999', signature: 'ab' }
const CONFIRM = `mutation ($input: EmailChangeLinkInput!) { end: confirmEmailChange(input: $input) { __typename
  ... on EmailChanged { signedOut } ... on InvalidLink { expired } } }`
const CANCEL = `mutation ($input: EmailChangeLinkInput!) { end: cancelEmailChange(input: $input) { __typename
  ... on EmailChangeCancelled { signedOut } ... on InvalidLink { expired } } }`

const open = () =>
  room.sessions.start({
    userId,
    role: 'USER',
    email: 'a@example.test',
    backendToken: `${userId}|x`,
    expiresAt: new Date(room.now + 60_000),
  })

describe('changeEmail', () => {
  const CHANGE = `mutation ($email: String!) { changeEmail(email: $email) { __typename
    ... on EmailChangeRequested { newEmail } ... on EmailTaken { address } } }`
  const change = (email = 'new@example.test', call = as('USER', userId)) => room.ask(CHANGE, call, { email })

  it('asks for two mails', async () => {
    room.backend.on('PATCH /api/auth/email', () => ({ body: { message: 'Sent' } }))
    expect((await change(' new@example.test')).data.changeEmail).toEqual({
      __typename: 'EmailChangeRequested',
      newEmail: 'new@example.test',
    })
    expect(room.backend.received[0]?.body).toEqual({ email: 'new@example.test' })
  })

  it('says that somebody has the address', async () => {
    room.backend.on('PATCH /api/auth/email', () =>
      refusal(422, 'validation_error', { errors: { email: ['The email has already been taken.'] } }),
    )
    expect((await change()).data.changeEmail).toEqual({
      __typename: 'EmailTaken',
      address: 'new@example.test',
    })
  })

  it('is not for guests, and not for what is no address', async () => {
    expect((await change('new@example.test', guest)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    expect((await change('new')).errors?.[0]?.extensions.fields).toHaveProperty('email')
    expect(room.backend.received).toEqual([])
  })
})

describe.each([
  ['confirmEmailChange', CONFIRM, 'GET /api/auth/email/change/verify', 'EmailChanged'],
  ['cancelEmailChange', CANCEL, 'GET /api/auth/auth/email/change/cancel/T0k', 'EmailChangeCancelled'],
])('%s', (_, document, route, done) => {
  const follow = (call = guest) => room.ask(document, call, { input: link })

  it('follows the link for a guest', async () => {
    room.backend.on(route, () => ({ body: { message: 'Done' } }))
    expect(await follow()).toEqual({ data: { end: { __typename: done, signedOut: false } } })
    expect(room.backend.received).toHaveLength(1)
    expect(room.backend.received[0]?.query).toMatchObject({ expires: '9999999999', signature: 'ab' })
  })

  it("ends the caller's sessions when the backend no longer takes his token", async () => {
    room.backend.on(route, () => ({ body: { message: 'Done' } }))
    room.backend.on('GET /api/users/me', () => refusal(401, 'unauthenticated'))
    const [mine, other] = [await open(), await open()]
    const { data } = await follow(as('USER', userId, mine.sessionId))
    expect(data.end).toEqual({ __typename: done, signedOut: true })
    for (const { token } of [mine, other]) {
      await expect(room.sessions.callerOf(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    }
  })

  it.each([
    ['takes', () => ({ body: { user: { firstname: 'A', lastname: 'B', email: 'c' } } })],
    ['cannot say whether it takes', () => refusal(500, 'internal_error')],
  ])("leaves the caller's sessions when the backend %s his token", async (_case, me) => {
    room.backend.on(route, () => ({ body: { message: 'Done' } }))
    room.backend.on('GET /api/users/me', me)
    const mine = await open()
    const { data } = await follow(as('USER', userId, mine.sessionId))
    expect(data.end).toEqual({ __typename: done, signedOut: false })
    expect(await room.sessions.callerOf(mine.token)).toMatchObject({ userId })
  })

  it.each([
    [{ status: 302, location: 'http://front.test/verification-result/success' }, done],
    [{ status: 302, location: 'http://front.test/verification-result/invalid' }, 'InvalidLink'],
    [refusal(403, 'http_error'), 'InvalidLink'],
    [refusal(404, 'email_not_found'), 'InvalidLink'],
    [refusal(400, 'verification_token_missing'), 'InvalidLink'],
  ])('takes %j for %s', async (reply, type) => {
    room.backend.on(route, () => reply)
    expect((await follow()).data.end.__typename).toBe(type)
  })
})
