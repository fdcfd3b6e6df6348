// A gateway over the till, with real rows for its Idempotency-Keys, and people who are known by their tokens.
import { randomUUID } from 'node:crypto'
import { CodedError, createLog, type Database } from '@ticketing/service-kit'
import type { Caller, Role } from '@ticketing/session'
import supertest from 'supertest'
import type { Gateway, Platform } from '../gateway.js'
import { createKeptAnswers } from '../idempotency/kept-answers.js'
import { createTestGateway } from './test-gateway.js'
import { TILL_SDL, type Till } from './till.js'

export const SECRET = 's'.repeat(32)

const log = createLog({ name: 'test', level: 'silent' })

/** Tokens such as `USER-7-a`: a role, a number, and which of the person's sessions. */
const callerOf = async (token: string): Promise<Caller> => {
  const [role, userId, session] = token.split('-')
  if (session === undefined)
    throw new CodedError('UNAUTHENTICATED', 'The token is invalid or expired: sign in again.')
  return { sessionId: session, userId: Number(userId), role: role as Role, backendToken: `${userId}|secret` }
}
/** Everybody who has a token of that form is known. */
export const peopleByToken: Platform['sessions'] = { callerOf, refresh: async (caller) => caller }

export interface TillGatewayOptions {
  readonly till: Till
  readonly database: Pick<Database, 'query'>
  readonly secret?: string
  readonly env?: Record<string, string>
  /** The gateway's clock; default the real one. */
  readonly now?: () => number
}

export type TillGateway = Awaited<ReturnType<typeof createTillGateway>>

export async function createTillGateway({
  till,
  database,
  secret = SECRET,
  env = {},
  now = Date.now,
}: TillGatewayOptions) {
  const keptAnswers = createKeptAnswers({ database, secret, log, now: Date.now, randomId: randomUUID })
  const { subgraphs } = till
  const { gateway } = await createTestGateway(env, {
    subgraphs,
    supergraphSdl: TILL_SDL,
    sessions: peopleByToken,
    keptAnswers,
    now,
  })
  return {
    gateway,
    async close() {
      await gateway.close()
      await keptAnswers.close()
    },
  }
}

interface Asked {
  readonly key?: string
  /** Of a user; default nobody. */
  readonly token?: string
  /** Of a guest. */
  readonly cart?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly variables?: object
}

/** Sends an operation over HTTP. */
export function ask(gateway: Gateway, query: string, asked: Asked = {}): supertest.Test {
  const { key, token, cart, headers = {}, variables } = asked
  return supertest(gateway.handler)
    .post('/graphql')
    .set({
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(cart === undefined ? {} : { 'x-guest-cart-id': cart }),
      ...headers,
    })
    .send({ query, variables })
}
