// Signing in and out, as any client of the gateway does it.
import type { Client } from '../client/client.js'
import type { ClientStore, Role, Session } from '../client/client-state.js'

const SIGN_IN = `mutation SignIn($input: LoginInput!) {
  login(input: $input) {
    __typename
    ... on Session { token user { email firstName lastName role } }
    ... on TwoFactorRequired { codeRejected }
  }
}`
const SIGN_OUT = 'mutation SignOut { logout }'
const WHO_AM_I = 'query WhoAmI { me { email } }'

export interface Credentials {
  readonly email: string
  readonly password: string
  readonly twoFactorCode?: string
}

/** What came of it. `needs-code`: the account wants the six digits of its authenticator app. */
export type SignInOutcome =
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'needs-code' | 'refused'; readonly text: string }

interface LoginAnswer {
  readonly login: {
    readonly __typename: string
    readonly token?: string
    readonly codeRejected?: boolean
    readonly user?: {
      readonly email: string | null
      readonly firstName: string | null
      readonly lastName: string | null
      readonly role: Role | null
    } | null
  } | null
}

function toSession(login: NonNullable<LoginAnswer['login']>, email: string): Session | null {
  if (login.token === undefined) return null
  const { user } = login
  const name = [user?.firstName, user?.lastName].filter(Boolean).join(' ')
  return { token: login.token, email: user?.email ?? email, name: name || email, role: user?.role ?? 'USER' }
}

const refused = (text: string): SignInOutcome => ({ kind: 'refused', text })

/** The guest's cart goes along, and is the account's from then on. */
export async function signIn(
  client: Client,
  store: ClientStore,
  credentials: Credentials,
): Promise<SignInOutcome> {
  const { guestCartId, session: before } = store.get()
  const input = { ...credentials, ...(guestCartId === null ? {} : { guestCartId }) }
  // Asked as a guest: a token that has ended must not stand in the way of a new one.
  const { body } = await client.ask({ query: SIGN_IN, variables: { input } }, { authorization: null })
  const login = (body.data as LoginAnswer | null | undefined)?.login
  if (!login) return refused(body.errors?.[0]?.message ?? 'The gateway gave no answer.')
  const session = toSession(login, credentials.email)
  if (session !== null) {
    store.set({ session, guestCartId: null })
    if (before !== null) void endSession(client, before)
    return { kind: 'signed-in' }
  }
  if (login.__typename === 'TwoFactorRequired') {
    const text = login.codeRejected
      ? 'That code is not right.'
      : 'Type the six digits of your authenticator app.'
    return { kind: 'needs-code', text }
  }
  return refused('This e-mail address is not confirmed yet: open the link in the message just sent to it.')
}

async function endSession(client: Client, { token }: Session): Promise<void> {
  await client.ask({ query: SIGN_OUT }, { authorization: `Bearer ${token}` }).catch(() => undefined)
}

/** The session is ended at the gateway, and forgotten here whatever comes of that. */
export async function signOut(client: Client, store: ClientStore): Promise<void> {
  const { session } = store.get()
  if (session !== null) await endSession(client, session)
  store.set({ session: null })
}

/** Asks whether the token that this tab kept still holds; one that does not is forgotten by the client. */
export async function checkSession(client: Client, store: ClientStore): Promise<void> {
  if (store.get().session !== null) await client.ask({ query: WHO_AM_I }).catch(() => undefined)
}
