// POST auth/login and auth/logout.
import type { Role } from '@ticketing/session'
import { z } from 'zod'
import type { Ask } from './ask.js'

/** What a person proves himself with. */
export interface Proof {
  readonly email: string
  readonly password: string
  readonly twoFactorCode: string | null
  readonly remember: boolean
}

/** A login that the backend accepted: the only answer of it that names a user's id and role. */
export interface Login {
  readonly token: string
  readonly userId: number
  readonly role: Role
  readonly firstName: string
  readonly lastName: string
  readonly email: string
}

const ROLES = { user: 'USER', employee: 'EMPLOYEE', admin: 'ADMIN' } as const satisfies Record<string, Role>

const role = z.enum(['user', 'employee', 'admin']).transform((name): Role => ROLES[name])

const loginAnswer = z
  .object({
    token: z.string().min(1),
    user: z.object({ id: z.int(), firstname: z.string(), lastname: z.string(), email: z.string(), role }),
  })
  .transform(
    ({ token, user }): Login => ({
      token,
      userId: user.id,
      role: user.role,
      firstName: user.firstname,
      lastName: user.lastname,
      email: user.email,
    }),
  )

/** Logs in and merges the guest's cart, if there is one. `remember` is always sent: without it the backend fails. */
export const logIn = (ask: Ask, proof: Proof, guestCartId: string | null): Promise<Login> =>
  ask(
    {
      method: 'POST',
      route: '/api/auth/login',
      body: {
        email: proof.email,
        password: proof.password,
        remember: proof.remember,
        ...(proof.twoFactorCode === null ? {} : { twofa_code: proof.twoFactorCode }),
      },
      answer: loginAnswer,
    },
    { token: null, guestCartId },
  )

/** Ends one token. Without `token`, the caller's own. */
export async function logOut(ask: Ask, token?: string): Promise<void> {
  const request = { method: 'POST', route: '/api/auth/logout', answer: z.unknown() } as const
  await (token === undefined ? ask(request) : ask(request, { token, guestCartId: null }))
}
