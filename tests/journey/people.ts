// The people of the story, each with what a client of theirs would hold: an address, a token, a guest cart.
import { expect } from '@jest/globals'
import { SignInDocument, type TypedDocumentString } from '../generated/graphql.js'

/** An answer of the gateway; `data` is read by the test that wrote the query. */
export interface Answer<Data> {
  readonly data: Data
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[]
  readonly headers: Headers
  readonly status: number
}

/** An operation whose answer and variables the compiler knows, from tests/operations. */
type Operation<Data, Variables> = TypedDocumentString<Data, Variables>

/** Variables may be left out where the operation has none. */
type VariablesOf<Variables> = Variables extends Record<string, never> ? [] : [variables: Variables]

/** One client. */
export interface Person {
  readonly token: string | null
  /** Expects no errors, and answers the data. */
  ask<Data, Variables>(
    operation: Operation<Data, Variables>,
    ...variables: VariablesOf<Variables>
  ): Promise<Data>
  ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>
  /** Answers whatever comes. */
  try<Data, Variables>(
    operation: Operation<Data, Variables>,
    ...variables: VariablesOf<Variables>
  ): Promise<Answer<Data>>
  try<Data>(query: string, variables?: Record<string, unknown>): Promise<Answer<Data>>
  /** A file of the gateway, with this person's token. */
  download(url: string): Promise<Response>
}

export interface PersonOptions {
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
}

export function person(gatewayUrl: string, { token, headers = {} }: PersonOptions = {}): Person {
  const bearer: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }

  async function attempt<Data>(query: { toString(): string }, variables?: unknown): Promise<Answer<Data>> {
    const response = await fetch(`${gatewayUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...bearer, ...headers },
      body: JSON.stringify({ query: query.toString(), variables }),
    })
    const answer = (await response.json()) as Pick<Answer<Data>, 'data' | 'errors'>
    return { ...answer, headers: response.headers, status: response.status }
  }

  return {
    token: token ?? null,
    try: attempt,
    async ask<Data>(query: { toString(): string }, variables?: unknown) {
      const { data, errors } = await attempt<Data>(query, variables)
      expect(errors).toBeUndefined()
      return data
    },
    download: (url) => fetch(url, { headers: bearer }),
  }
}

/** Signs a demo account in. `guestCartId`: the cart to take along. */
export async function signIn(gatewayUrl: string, email: string, guestCartId?: string): Promise<Person> {
  const { login } = await person(gatewayUrl).ask(SignInDocument, {
    email,
    password: 'Demo-Password-2024!',
    guestCartId: guestCartId ?? null,
  })
  if (login?.__typename !== 'Session') throw new Error(`${email} cannot sign in: ${login?.__typename}`)
  return person(gatewayUrl, { token: login.token })
}
