// POST auth/login and auth/logout.
import type { Role } from '@ticketing/session'
import { z } from 'zod'
import { type Ask, asNobody } from './ask.js'
import { roleAnswer } from './role.js'
import type { Profile } from './users.js'

/** What a person proves himself with. */
export interface Proof {
  readonly email: string
  readonly password: string
  readonly twoFactorCode: string | null
  readonly remember: boolean
}

/** A login that the backend accepted: the only answer of it that names a user's id and role. */
export interface Login extends Profile {
  readonly token: string
  readonly userId: number
  readonly role: Role
}

const loginAnswer = z
  .object({
    token: z.string().min(1),
    user: z.object({
      id: z.int(),
      firstname: z.string(),
      lastname: z.string(),
      email: z.string(),
      role: roleAnswer,
      // Not worth failing a login for.
      twofa_enabled: z.boolean().nullish(),
    }),
  })
  .transform(
    ({ token, user }): Login => ({
      token,
      userId: user.id,
      role: user.role,
      firstName: user.firstname,
      lastName: user.lastname,
      email: user.email,
      twoFactorEnabled: user.twofa_enabled ?? null,
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
    { ...asNobody, guestCartId },
  )

/** Ends one token. Without `token`, the caller's own. */
export async function logOut(ask: Ask, token?: string): Promise<void> {
  const request = { method: 'POST', route: '/api/auth/logout', answer: z.unknown() } as const
  await (token === undefined ? ask(request) : ask(request, { ...asNobody, token }))
}
