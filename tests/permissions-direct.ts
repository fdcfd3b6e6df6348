// A subgraph asked without the gateway, by a caller that the gateway would have sealed for it.
import { type GraphQLSchema, isSchema } from 'graphql'
import type { Platform } from './journey/platform.js'
import type { Audience } from './permissions.expected.js'

export type Subgraph = Platform['subgraphs'] extends ReadonlyMap<string, infer One> ? One : never
export type Call = Parameters<Subgraph['execute']>[0]['call']
export type Caller = Call['caller']

const PASSWORD = 'Demo-Password-2024!'

/** As the REST API knows a person. */
async function signInAtBackend(apiUrl: string, role: Exclude<Audience, 'guest'>): Promise<Caller> {
  const response = await fetch(`${apiUrl}/api/auth/login`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${role}@example.test`, password: PASSWORD, remember: false }),
  })
  const { token, user } = (await response.json()) as { token: string; user: { id: number } }
  const roles = { user: 'USER', employee: 'EMPLOYEE', admin: 'ADMIN' } as const
  return { sessionId: null, userId: user.id, role: roles[role], backendToken: token }
}

export const callerFor = async (platform: Platform, audience: Audience): Promise<Caller> =>
  audience === 'guest' ? null : signInAtBackend(platform.ticketingApiUrl, audience)

/** What the gateway would tell a subgraph of one request. */
export const callAs = (caller: Caller, guestCartId: string | null): Call => ({
  caller,
  guestCartId: caller === null ? guestCartId : null,
  language: 'en',
  requestId: 'direct',
  clientName: null,
  clientAddress: null,
  idempotencyKey: null,
  traceparent: null,
  deadline: Date.now() + 30_000,
  signal: new AbortController().signal,
  publicUrl: 'http://gateway.test',
})

/** The schema that a subgraph of this process runs. */
export function schemaOf(subgraph: Subgraph): GraphQLSchema {
  if ('schema' in subgraph && isSchema(subgraph.schema)) return subgraph.schema
  throw new Error('the subgraph is not in this process')
}
