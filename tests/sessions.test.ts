// Where somebody is signed in, what he may do there, and how it ends: at two gateways over one backend.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  EndSessionDocument,
  MySessionsDocument,
  SignInDocument,
  WhoIAmDocument,
} from './generated/graphql.js'
import { until } from './journey/pay.js'
import { type Person, person } from './journey/people.js'
import { type Platform, startPlatform } from './journey/platform.js'

const PASSWORD = 'Demo-Password-2024!'

let platform: Platform
beforeAll(async () => {
  platform = await startPlatform('in one process', { env: { ACCOUNT_CHECK_SECONDS: '1' } })
})
afterAll(() => platform.close())

/** The same person at the first gateway and at the second. */
async function signIn(email: string, client = 'web'): Promise<{ here: Person; there: Person }> {
  const headers = { 'apollographql-client-name': client }
  const { login } = await person(platform.url, { headers }).ask(SignInDocument, {
    email,
    password: PASSWORD,
    guestCartId: null,
  })
  if (login?.__typename !== 'Session') throw new Error(`${email} cannot sign in`)
  const { token } = login
  return { here: person(platform.url, { token }), there: person(platform.secondUrl, { token }) }
}

/** Straight at the backend, without any gateway. */
async function askBackend(path: string, method: string, body: object, token?: string): Promise<unknown> {
  const response = await fetch(`${platform.ticketingApiUrl}/api/${path}`, {
    method,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  })
  expect(response.ok).toBe(true)
  const text = await response.text()
  return text === '' ? null : JSON.parse(text)
}

interface BackendLogin {
  readonly token: string
  readonly user: { readonly id: number }
}

const logInAtBackend = (email: string) =>
  askBackend('auth/login', 'POST', { email, password: PASSWORD, remember: false }) as Promise<BackendLogin>

const statusOf = async (someone: Person) => (await someone.try(WhoIAmDocument)).status
const signedOut = (someone: Person) =>
  until(
    () => statusOf(someone),
    (status) => status === 401,
  )

describe('sessions', () => {
  it('are listed for their person, and end one by one or all at once, at every gateway', async () => {
    const [phone, web] = [await signIn('user@example.test', 'phone'), await signIn('user@example.test')]
    const { me } = await web.there.ask(MySessionsDocument)
    const clients = me?.sessions?.map(({ client, current }) => [client, current])
    expect(clients).toHaveLength(2)
    expect(Object.fromEntries(clients ?? [])).toEqual({ phone: false, web: true })
    expect(await statusOf(phone.here)).toBe(200)
    const id = me?.sessions?.find(({ current }) => !current)?.id ?? ''
    const { endSession } = await web.there.ask(EndSessionDocument, { id })
    expect(endSession).toHaveLength(1)
    await signedOut(phone.here)
    await signedOut(phone.there)
    expect((await web.here.ask(EndSessionDocument, { all: true })).endSession).toEqual([])
    expect(await statusOf(web.here)).toBe(401)
    await signedOut(web.there)
  })
})

describe('what is changed at the backend directly', () => {
  it('is in force at every gateway, without a new login', async () => {
    const admin = await logInAtBackend('admin@example.test')
    const [user, other] = await Promise.all([signIn('user@example.test'), signIn('other@example.test')])
    const [userAtBackend, otherAtBackend] = await Promise.all([
      logInAtBackend('user@example.test'),
      logInAtBackend('other@example.test'),
    ])
    const raw = [platform.url, platform.secondUrl].map((url) => person(url, otherAtBackend))
    for (const someone of [other.here, other.there, ...raw]) expect(await statusOf(someone)).toBe(200)
    const change = ({ user: { id } }: BackendLogin, to: object) =>
      askBackend(`users/${id}`, 'PATCH', to, admin.token)
    await change(userAtBackend, { role: 'employee' })
    await change(otherAtBackend, { is_active: false })
    for (const someone of [other.here, other.there, ...raw]) await signedOut(someone)
    for (const someone of [user.here, user.there]) {
      await until(
        () => someone.ask(MySessionsDocument),
        ({ me }) => me?.role === 'EMPLOYEE',
      )
    }
    // The backend still takes the token: it is the gateway that does not.
    await askBackend('users/me', 'PATCH', { firstname: 'Olga', lastname: 'Other' }, otherAtBackend.token)
  })
})

describe('a refused login', () => {
  it('reads the same and takes as long whether there is such an account or not', async () => {
    const attempt = async (email: string) => {
      const startedAt = performance.now()
      const variables = { email, password: 'not the password', guestCartId: null }
      const { errors } = await person(platform.url).try(SignInDocument, variables)
      return { errors, time: performance.now() - startedAt }
    }
    const known = await attempt('admin@example.test')
    const unknown = await attempt('nobody@example.test')
    expect(known.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    expect(unknown.errors).toEqual(known.errors)
    for (const { time } of [known, unknown]) expect(time).toBeGreaterThanOrEqual(495)
  })
})
