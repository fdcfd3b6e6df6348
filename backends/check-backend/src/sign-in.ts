// One login a role, and its end: what the check leaves behind is nothing.
import { z } from 'zod'
import type { Answer, Ask } from './ask.js'
import type { Account } from './settings.js'

export const LOGIN = 'POST /api/auth/login'
export const LOGOUT = 'POST /api/auth/logout'

/** The backend takes five logins a minute from one address. */
export class Throttled extends Error {
  constructor() {
    super(
      'the backend lets nobody sign in now (429): it takes five logins a minute from one address. Wait a minute.',
    )
  }
}

const token = z.object({ token: z.string().min(1) })

/** The token is undefined where the account was refused. Throws Throttled. */
export async function signIn(
  ask: Ask,
  { email, password }: Account,
): Promise<{ answer: Answer; token: string | undefined }> {
  // Without `remember` the backend fails.
  const body = { email, password, remember: false }
  const answer = await ask({ method: 'POST', path: '/api/auth/login', body })
  if (answer.status === 429) throw new Throttled()
  return { answer, token: token.safeParse(answer.value).data?.token }
}

export const signOut = (ask: Ask, signedIn: string): Promise<Answer> =>
  ask({ method: 'POST', path: '/api/auth/logout', token: signedIn })
