// A person's account from the first mail to the last, and what admins do with it; the operations stand in
// operations/accounts.graphql.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  CancelEmailChangeDocument,
  ChangeEmailDocument,
  ChangePasswordDocument,
  ConfirmEmailChangeDocument,
  ConfirmTwoFactorDocument,
  CreateEmployeeDocument,
  DisableTwoFactorDocument,
  EnableTwoFactorDocument,
  FindUsersDocument,
  LogInDocument,
  NamesOfDocument,
  OneUserDocument,
  RegisterDocument,
  RequestPasswordResetDocument,
  ResendVerificationDocument,
  ResetPasswordDocument,
  UpdateProfileDocument,
  UpdateUserDocument,
  VerifyEmailDocument,
  WhoIAmDocument,
} from './generated/graphql.js'
import { codeOf } from './journey/authenticator.js'
import { mailedLink } from './journey/mail.js'
import { until } from './journey/pay.js'
import { type Person, person, signIn } from './journey/people.js'
import { type Platform, startPlatform } from './journey/platform.js'

const EMAIL = 'nina@example.test'
const NEW_EMAIL = 'nina.neu@example.test'
const newcomer = {
  firstName: 'Nina',
  lastName: 'Neu',
  email: EMAIL,
  password: 'Long-Enough-2024!',
  acceptTerms: true,
  captchaToken: 'solved',
}

let platform: Platform
let guest: Person
let nina: Person
let password = newcomer.password

const logIn = async (email: string, twoFactorCode?: string) =>
  (await guest.ask(LogInDocument, { input: { email, password, twoFactorCode, remember: false } })).login
const mail = (kind: string, to: string) => mailedLink(platform.mailFolder, kind, to)

/** Signs her in at the first gateway, or at another one. */
async function ninaAt(url = platform.url, email = EMAIL): Promise<Person> {
  const login = await logIn(email)
  if (login?.__typename !== 'Session') throw new Error(`she cannot sign in: ${login?.__typename}`)
  return person(url, { token: login.token })
}
const statusOf = async (client: Person) => (await client.try(WhoIAmDocument)).status
const whenSignedOut = (client: Person) =>
  until(
    () => statusOf(client),
    (status) => status === 401,
  )

beforeAll(async () => {
  platform = await startPlatform('in one process')
  guest = person(platform.url)
})
afterAll(() => platform.close())

describe('an account', () => {
  it('is made once, with a good password and a captcha', async () => {
    const register = async (more: object = {}) =>
      (await guest.ask(RegisterDocument, { input: { ...newcomer, ...more } })).register
    expect(await register({ password: 'short' })).toMatchObject({ __typename: 'PasswordRefused' })
    expect(await register({ captchaToken: null })).toEqual({
      __typename: 'CaptchaRefused',
      tokenRejected: false,
    })
    expect(await register()).toEqual({ __typename: 'Registered', email: EMAIL })
    expect(await register()).toEqual({ __typename: 'EmailTaken', address: EMAIL })
  })

  it('opens with the mailed link, which can be sent again', async () => {
    expect(await logIn(EMAIL)).toEqual({ __typename: 'EmailNotVerified', email: EMAIL })
    for (const email of [EMAIL, 'nobody@example.test']) {
      expect(await guest.ask(ResendVerificationDocument, { email })).toEqual({ resendVerification: true })
    }
    const link = await mail('verify-email', EMAIL)
    const follow = async (text: string) =>
      (await guest.ask(VerifyEmailDocument, { input: { link: text } })).verifyEmail
    const forged = link.replace(/signature=../, 'signature=00')
    expect(await follow(forged)).toEqual({ __typename: 'InvalidLink', expired: false })
    // Whatever host it names: only ours is asked.
    const elsewhere = link.replace(/^https?:\/\/[^/]+/, 'https://elsewhere.example')
    expect(await follow(elsewhere)).toEqual({ __typename: 'EmailVerified', already: false })
    expect(await follow(link)).toEqual({ __typename: 'EmailVerified', already: true })
    nina = await ninaAt()
  })

  it('shows the person to herself, and keeps the name that she does not change', async () => {
    expect((await nina.ask(UpdateProfileDocument, { input: { lastName: 'Alt' } })).updateProfile).toEqual({
      firstName: 'Nina',
      lastName: 'Alt',
    })
    expect((await nina.ask(WhoIAmDocument)).me).toMatchObject({
      firstName: 'Nina',
      lastName: 'Alt',
      email: EMAIL,
      role: 'USER',
      twoFactorEnabled: false,
    })
  })
})

describe('two-factor sign-in', () => {
  it('is switched on with an app and off with a recovery code', async () => {
    const { enableTwoFactor: setup } = await nina.ask(EnableTwoFactorDocument)
    if (setup?.__typename !== 'TwoFactorSetup') throw new Error('no set-up')
    expect(setup.otpauthUrl).toContain(setup.secret)

    const confirm = async (code: string) =>
      (await nina.ask(ConfirmTwoFactorDocument, { code })).confirmTwoFactor
    expect(await confirm('nope')).toEqual({ __typename: 'TwoFactorRefused', reason: 'WRONG_CODE' })
    const confirmed = await confirm(codeOf(setup.secret, Date.now()))
    if (confirmed?.__typename !== 'RecoveryCodes') throw new Error('not switched on')
    expect(confirmed.codes).toHaveLength(8)

    expect(await logIn(EMAIL)).toEqual({ __typename: 'TwoFactorRequired', codeRejected: false })
    expect(await logIn(EMAIL, codeOf(setup.secret, Date.now()))).toMatchObject({ __typename: 'Session' })
    expect((await nina.ask(WhoIAmDocument)).me?.twoFactorEnabled).toBe(true)

    const disable = async (code: string) =>
      (await nina.ask(DisableTwoFactorDocument, { code })).disableTwoFactor
    expect(await disable('nope')).toEqual({ __typename: 'TwoFactorRefused', reason: 'WRONG_CODE' })
    const off = await disable(confirmed.codes[0] ?? '')
    expect(off).toEqual({ __typename: 'User', twoFactorEnabled: false })
    expect(await disable('x')).toEqual({ __typename: 'TwoFactorRefused', reason: 'NOT_ENABLED' })
  })
})

describe('a password', () => {
  it('is changed by whoever knows it, and that ends the other sessions on every gateway', async () => {
    const elsewhere = await ninaAt(platform.secondUrl)
    expect(await statusOf(elsewhere)).toBe(200)
    const change = async (currentPassword: string, newPassword: string) =>
      (await nina.ask(ChangePasswordDocument, { input: { currentPassword, newPassword } })).changePassword
    expect(await change('wrong', 'Another-Long-One-1!')).toEqual({
      __typename: 'PasswordRefused',
      faults: ['CURRENT_PASSWORD_WRONG'],
    })
    expect(await change(password, 'Another-Long-One-1!')).toEqual({ __typename: 'User', email: EMAIL })
    password = 'Another-Long-One-1!'
    await whenSignedOut(elsewhere)
    expect(await statusOf(nina)).toBe(200)
  })

  it('is set anew with the mailed link, once, and that ends all sessions', async () => {
    for (const email of ['nobody@example.test', EMAIL, EMAIL]) {
      expect(await guest.ask(RequestPasswordResetDocument, { email })).toEqual({ requestPasswordReset: true })
    }
    const link = await mail('reset-password', EMAIL)
    const reset = async () =>
      (await guest.ask(ResetPasswordDocument, { input: { link, newPassword: 'A-Third-Long-One-1!' } }))
        .resetPassword
    expect(await reset()).toEqual({ __typename: 'PasswordReset', email: EMAIL })
    expect(await reset()).toEqual({ __typename: 'InvalidLink', expired: false })
    password = 'A-Third-Long-One-1!'
    expect(await statusOf(nina)).toBe(401)
    nina = await ninaAt()
  })
})

describe('an address', () => {
  let admin: Person
  let id: string
  beforeAll(async () => {
    admin = await signIn(platform.url, 'admin@example.test')
    id = (await nina.ask(WhoIAmDocument)).me?.id ?? ''
  })
  const change = async (email: string) => (await nina.ask(ChangeEmailDocument, { email })).changeEmail
  const pending = async () => (await admin.ask(OneUserDocument, { id })).user?.pendingEmailChange

  it('is asked for, which admins see', async () => {
    expect(await change('user@example.test')).toEqual({
      __typename: 'EmailTaken',
      address: 'user@example.test',
    })
    expect(await pending()).toBeNull()
    expect(await change(NEW_EMAIL)).toEqual({ __typename: 'EmailChangeRequested', newEmail: NEW_EMAIL })
    expect(await pending()).toMatchObject({ oldEmail: EMAIL, newEmail: NEW_EMAIL })
  })

  it('applies with the link to it, which signs the person out everywhere', async () => {
    const elsewhere = await ninaAt(platform.secondUrl)
    const link = await mail('confirm-email-change', NEW_EMAIL)
    const { confirmEmailChange } = await nina.ask(ConfirmEmailChangeDocument, { input: { link } })
    expect(confirmEmailChange).toEqual({ __typename: 'EmailChanged', signedOut: true })
    expect(await statusOf(nina)).toBe(401)
    await whenSignedOut(elsewhere)
    nina = await ninaAt(platform.url, NEW_EMAIL)
  })

  it('is called off from the old one, by the parts of the link', async () => {
    const { pathname, searchParams } = new URL(await mail('cancel-email-change', EMAIL))
    const input = {
      token: pathname.split('/').at(-1),
      expires: searchParams.get('expires'),
      signature: searchParams.get('signature'),
    }
    const cancel = async () => (await guest.ask(CancelEmailChangeDocument, { input })).cancelEmailChange
    expect(await cancel()).toEqual({ __typename: 'EmailChangeCancelled', signedOut: false })
    expect(await cancel()).toEqual({ __typename: 'InvalidLink', expired: false })
    nina = await ninaAt()
  })
})

describe('admins', () => {
  let admin: Person
  let employee: Person
  let id: string
  beforeAll(async () => {
    admin = await signIn(platform.url, 'admin@example.test')
    employee = await signIn(platform.url, 'employee@example.test')
    id = (await nina.ask(WhoIAmDocument)).me?.id ?? ''
  })
  const update = async (input: object) => (await admin.ask(UpdateUserDocument, { id, input })).updateUser

  it('find people by name, address and role, page by page', async () => {
    const { users } = await admin.ask(FindUsersDocument, { filter: { email: EMAIL } })
    expect(users).toMatchObject({
      totalCount: 1,
      nodes: [{ id, firstName: 'Nina', role: 'USER', isActive: true, tickets: { totalCount: 0 } }],
    })
    const first = await admin.ask(FindUsersDocument, { filter: { role: 'USER' }, first: 2 })
    const after = first.users?.pageInfo.endCursor
    const next = await admin.ask(FindUsersDocument, { filter: { role: 'USER' }, first: 2, after })
    const ids = [first, next].flatMap((page) => page.users?.nodes.map((user) => user.id) ?? [])
    expect(new Set(ids).size).toBe(4)
    expect((await admin.ask(FindUsersDocument, { filter: { firstName: 'nobody' } })).users?.nodes).toEqual([])
  })

  it('show employees no more than names', async () => {
    expect((await employee.ask(NamesOfDocument, { id })).user).toEqual({
      id,
      firstName: 'Nina',
      lastName: 'Alt',
      email: EMAIL,
      role: null,
    })
    for (const stranger of [employee, nina, guest]) {
      const { data, errors } = await stranger.try(FindUsersDocument, { first: 1 })
      expect(data.users).toBeNull()
      expect(errors?.[0]?.extensions.rule).toBe('ADMIN')
    }
  })

  it('give a role that applies at once in the sessions that are open', async () => {
    const far = person(platform.secondUrl, { token: nina.token ?? '' })
    expect((await far.ask(WhoIAmDocument)).me?.role).toBe('USER')
    expect(await update({ role: 'EMPLOYEE', firstName: 'Ninon' })).toMatchObject({
      __typename: 'User',
      role: 'EMPLOYEE',
      firstName: 'Ninon',
    })
    await until(
      () => far.ask(WhoIAmDocument),
      ({ me }) => me?.role === 'EMPLOYEE',
    )
    expect((await nina.ask(NamesOfDocument, { id: '1' })).user?.email).toBe('admin@example.test')
  })

  it('take no address that somebody has', async () => {
    expect(await update({ email: 'user@example.test' })).toEqual({
      __typename: 'EmailTaken',
      address: 'user@example.test',
    })
  })

  it('make employees, who sign in at once', async () => {
    const input = {
      firstName: 'Eva',
      lastName: 'Staff',
      email: 'eva@example.test',
      password: 'Long-Enough-2024!',
    }
    const create = async () => (await admin.ask(CreateEmployeeDocument, { input })).createEmployee
    expect(await create()).toMatchObject({ __typename: 'User', email: input.email, role: 'EMPLOYEE' })
    expect(await create()).toEqual({ __typename: 'EmailTaken', address: input.email })
    const { login } = await guest.ask(LogInDocument, {
      input: { email: input.email, password: input.password, remember: false },
    })
    expect(login).toMatchObject({ __typename: 'Session', user: { role: 'EMPLOYEE' } })
  })

  it('disable an account, which signs the person out and keeps her out', async () => {
    expect(await update({ isActive: false })).toMatchObject({ __typename: 'User', isActive: false })
    expect(await statusOf(nina)).toBe(401)
    const { errors } = await guest.try(LogInDocument, { input: { email: EMAIL, password, remember: false } })
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    expect(await update({ isActive: true })).toMatchObject({ isActive: true })
    nina = await ninaAt()
  })
})
