// A raw token of the REST API in place of one of ours: whose it is, the API must be asked.
import { createHash } from 'node:crypto'
import type { BackendCall, BackendClient, ServiceAccount } from '@ticketing/backend-client'
import { BackendError } from '@ticketing/backend-client'
import { CodedError } from '@ticketing/service-kit'
import type { Caller } from '@ticketing/session'
import { z } from 'zod'
import { listAccounts } from '../../accounts/account.js'
import { invalidToken } from './bearer.js'

const BACKEND_TOKEN = /^\d{1,19}\|[A-Za-z0-9]{48}$/
const PATIENCE_MS = 10_000
const NO_TICKET = '00000000-0000-0000-0000-000000000000'

export const isBackendToken = (token: string): boolean => BACKEND_TOKEN.test(token)

export interface TokenIdentity {
  /** UNAUTHENTICATED when the backend does not know the token. */
  callerOf(token: string, requestId: string): Promise<Caller>
}

export interface TokenIdentityOptions {
  readonly backend: Pick<BackendClient, 'send'>
  /** Null: id and role are found by asking what the token may do, which does not tell whether the account is disabled. */
  readonly serviceAccount: ServiceAccount | null
  readonly now: () => number
  /** How long an answer is believed; default 10 s, which is the longest that a role change may take. */
  readonly cacheMs?: number
  /** Default 1 000 tokens. */
  readonly cacheSize?: number
}

type Identity = Pick<Caller, 'userId' | 'role'>

const me = z.object({ user: z.object({ email: z.string() }) })
const cart = z.object({ data: z.object({ user_id: z.number().int() }) })

async function byEmail(
  backend: Pick<BackendClient, 'send'>,
  serviceAccount: ServiceAccount,
  email: string,
  { token: _own, ...base }: BackendCall,
): Promise<Identity> {
  const { accounts } = await listAccounts({ backend, serviceAccount }, { email }, base)
  const account = accounts.find((candidate) => candidate.email.toLowerCase() === email.toLowerCase())
  // The backend lets the tokens of a disabled account work on.
  if (account === undefined || !account.isActive) throw invalidToken()
  return { userId: account.id, role: account.role }
}

/** Whether the backend lets this token through its role check; `refused` is its 403. */
async function mayAsk(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask()
    return true
  } catch (fault) {
    if (!(fault instanceof BackendError)) throw fault
    if (fault.status === 403) return false
    if (fault.status === 404) return true
    throw fault
  }
}

// The cart names its owner; one route is for admins only, and one for employees only (it looks at the role first).
async function byProbing({ backend }: TokenIdentityOptions, call: BackendCall): Promise<Identity> {
  const get = (route: string, params = {}, query = {}) =>
    mayAsk(() => backend.send({ method: 'GET', route, params, query, answer: z.unknown() }, call))
  const [owned, admin, employee] = await Promise.all([
    backend.send({ method: 'GET', route: '/api/cart', answer: cart }, call),
    get('/api/users', {}, { per_page: 1 }),
    get('/api/tickets/scan/{token}', { token: NO_TICKET }),
  ])
  return { userId: owned.data.user_id, role: admin ? 'ADMIN' : employee ? 'EMPLOYEE' : 'USER' }
}

async function identify(options: TokenIdentityOptions, token: string, requestId: string): Promise<Caller> {
  const call: BackendCall = {
    token,
    guestCartId: null,
    language: 'en',
    requestId,
    deadline: options.now() + PATIENCE_MS,
    // Several requests may wait for this answer: none of them may end it.
    signal: new AbortController().signal,
  }
  // First of all, since the cart would take an invalid token for a guest.
  const { user } = await options.backend.send({ method: 'GET', route: '/api/users/me', answer: me }, call)
  const { serviceAccount } = options
  const identity = serviceAccount
    ? await byEmail(options.backend, serviceAccount, user.email, call)
    : await byProbing(options, call)
  return { ...identity, sessionId: null, backendToken: token }
}

/** Remembers answers for a few seconds, by the token's hash; parallel requests share one inquiry. Refusals are not kept. */
export function createTokenIdentity(options: TokenIdentityOptions): TokenIdentity {
  const { now, cacheMs = 10_000, cacheSize = 1_000 } = options
  const known = new Map<string, { readonly caller: Promise<Caller>; readonly until: number }>()

  const inquire = (key: string, token: string, requestId: string): Promise<Caller> => {
    const caller = identify(options, token, requestId)
    known.set(key, { caller, until: now() + cacheMs })
    if (known.size > cacheSize) known.delete(known.keys().next().value ?? '')
    caller.catch(() => known.get(key)?.caller === caller && known.delete(key))
    return caller
  }

  return {
    async callerOf(token, requestId) {
      const key = createHash('sha256').update(token).digest('base64url')
      const entry = known.get(key)
      if (entry !== undefined && entry.until > now()) return entry.caller
      known.delete(key)
      try {
        return await inquire(key, token, requestId)
      } catch (fault) {
        if (fault instanceof CodedError && fault.code === 'UNAUTHENTICATED') throw invalidToken(fault)
        throw fault
      }
    },
  }
}
