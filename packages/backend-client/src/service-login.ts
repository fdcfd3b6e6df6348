// The login of the service account, and what a failed one means.
import { z } from 'zod'
import { BackendError } from './backend-error.js'
import type { LoginPause } from './login-pause.js'
import type { BackendCall, BackendClient } from './request.js'

export const LOGIN = { method: 'POST', route: '/api/auth/login' } as const

const TIMEOUT_MS = 10_000
const answer = z.object({ token: z.string().min(1), user: z.object({ role: z.string() }) })

export interface Login {
  readonly token: string
  /** Epoch milliseconds. */
  readonly at: number
}

export interface LoginOptions {
  readonly client: Pick<BackendClient, 'send'>
  readonly email: string
  readonly password: string
  readonly now: () => number
}

/** @throws CodedError, never one that would tell a client that it is signed out */
export async function logIn(options: LoginOptions, requestId: string, pause: LoginPause): Promise<Login> {
  const { client, email, password, now } = options
  // `remember` has to be there: the backend fails without it.
  const body = { email, password, remember: false }
  try {
    const { token, user } = await client.send({ ...LOGIN, body, answer }, callFor(requestId, now))
    if (user.role !== 'admin') throw pause.begin('SERVICE_ACCOUNT_NOT_ADMIN')
    pause.end()
    return { token, at: now() }
  } catch (error) {
    throw toLoginFailure(error, pause)
  }
}

/** Its own time and signal: a login serves everybody who waits, whoever asked first. */
const callFor = (requestId: string, now: () => number): BackendCall => ({
  token: null,
  guestCartId: null,
  language: 'en',
  requestId,
  deadline: now() + TIMEOUT_MS,
  signal: new AbortController().signal,
})

function toLoginFailure(error: unknown, pause: LoginPause): unknown {
  if (!(error instanceof BackendError)) return error
  if (error.status === 429) return pause.begin('SERVICE_ACCOUNT_THROTTLED')
  // Wrong password, disabled, unverified, second factor asked for: only the operator can mend it.
  if (error.status >= 400 && error.status < 500) return pause.begin('SERVICE_ACCOUNT_REFUSED')
  return pause.beginShort(error)
}
