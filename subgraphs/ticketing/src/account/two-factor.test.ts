import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { as, guest, openRoom, type Room } from '../testing/room.js'
import { refusal } from '../testing/scripted-backend.js'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(() => room.backend.forget())
afterAll(() => room.close())

const ENABLE = `mutation { step: enableTwoFactor { __typename
  ... on TwoFactorSetup { secret otpauthUrl expiresAt } ... on TwoFactorRefused { reason } } }`
const CONFIRM = `mutation { step: confirmTwoFactor(code: "123456") { __typename
  ... on RecoveryCodes { codes } ... on TwoFactorRefused { reason } } }`
const DISABLE = `mutation { step: disableTwoFactor(code: "123456") { __typename
  ... on User { id twoFactorEnabled } ... on TwoFactorRefused { reason } } }`

describe('two-factor sign-in', () => {
  it('begins with a secret for the app', async () => {
    room.backend.on('POST /api/auth/2fa/enable', () => ({
      body: { secret: 'HMFF', qrCodeUrl: 'otpauth://totp/x', expires_at: '2026-11-22T11:22:50.000000Z' },
    }))
    expect((await room.ask(ENABLE, as('USER'))).data.step).toEqual({
      __typename: 'TwoFactorSetup',
      secret: 'HMFF',
      otpauthUrl: 'otpauth://totp/x',
      expiresAt: '2026-11-22T11:22:50.000Z',
    })
  })

  it('goes on with a code and gives the recovery codes', async () => {
    room.backend.on('POST /api/auth/2fa/confirm', () => ({ body: { recovery_codes: ['A', 'B'] } }))
    expect((await room.ask(CONFIRM, as('USER'))).data.step).toEqual({
      __typename: 'RecoveryCodes',
      codes: ['A', 'B'],
    })
    expect(room.backend.received[0]?.body).toEqual({ otp: '123456' })
  })

  it('ends with a code, and reads the account again', async () => {
    room.backend.on('POST /api/auth/2fa/disable', () => ({}))
    room.backend.on('GET /api/users/me', () => ({
      body: { user: { firstname: 'A', lastname: 'B', email: 'c', twofa_enabled: false } },
    }))
    expect((await room.ask(DISABLE, as('USER', 7))).data.step).toEqual({
      __typename: 'User',
      id: '7',
      twoFactorEnabled: false,
    })
    expect(room.backend.received.map(({ body }) => body)).toEqual([{ twofa_code: '123456' }, undefined])
  })

  it.each([
    [ENABLE, 'enable', 'twofa_already_enabled', 'ALREADY_ENABLED'],
    [CONFIRM, 'confirm', 'twofa_no_setup_in_progress_or_expired', 'NO_SETUP'],
    [CONFIRM, 'confirm', 'twofa_invalid_otp', 'WRONG_CODE'],
    [DISABLE, 'disable', 'twofa_invalid_code', 'WRONG_CODE'],
    [DISABLE, 'disable', 'twofa_not_enabled', 'NOT_ENABLED'],
  ])('answers %s (%s, %s) with its reason', async (document, step, code, reason) => {
    room.backend.on(`POST /api/auth/2fa/${step}`, () => refusal(400, code))
    expect(await room.ask(document, as('USER'))).toEqual({
      data: { step: { __typename: 'TwoFactorRefused', reason } },
    })
  })

  it('names the argument that is missing', async () => {
    room.backend.on('POST /api/auth/2fa/confirm', () =>
      refusal(422, 'validation_error', { errors: { otp: ['Required.'] } }),
    )
    const { errors } = await room.ask(CONFIRM, as('USER'))
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: { code: ['Required.'] } })
  })

  it.each([ENABLE, CONFIRM, DISABLE])('is not for guests: %s', async (document) => {
    expect((await room.ask(document, guest)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    expect(room.backend.received).toEqual([])
  })
})
