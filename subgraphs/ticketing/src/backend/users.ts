// GET users/me and users/{id}: names and address, and neither id nor role.
import { z } from 'zod'
import { type Ask, orNull } from './ask.js'

export interface Profile {
  readonly firstName: string
  readonly lastName: string
  readonly email: string
}

const profileAnswer = z
  .object({ user: z.object({ firstname: z.string(), lastname: z.string(), email: z.string() }) })
  .transform(
    ({ user }): Profile => ({
      firstName: user.firstname,
      lastName: user.lastname,
      email: user.email,
    }),
  )

/** The caller's own. */
export const loadOwnProfile = (ask: Ask): Promise<Profile> =>
  ask({ method: 'GET', route: '/api/users/me', answer: profileAnswer })

/** Anybody's, for employees and admins only. Null when there is no such user. */
export const loadProfile = (ask: Ask, userId: number): Promise<Profile | null> =>
  orNull(ask({ method: 'GET', route: '/api/users/{user}', params: { user: userId }, answer: profileAnswer }))
