// GET users/me, users/{id}, users and users/email/{id}: what is known of people, and by whom.
import type { Role } from '@ticketing/session'
import type { Slice } from '@ticketing/subgraph-kit'
import { z } from 'zod'
import { type Ask, orNull } from './ask.js'
import { roleAnswer, toBackendRole } from './role.js'
import { optionalTime, whole } from './values.js'

/** Names and address. The routes for one person give neither id nor role. */
export interface Profile {
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  /** Null where the route does not say. */
  readonly twoFactorEnabled: boolean | null
}

/** All that admins see of an account. */
export interface Account extends Profile {
  readonly id: number
  readonly role: Role
  readonly twoFactorEnabled: boolean
  readonly isActive: boolean
  readonly createdAt: Date | null
  readonly emailVerifiedAt: Date | null
}

/** A change of address that waits for its confirmation. */
export interface PendingEmail {
  readonly oldEmail: string
  readonly newEmail: string
  readonly requestedAt: Date | null
}

const profile = z.object({
  firstname: z.string(),
  lastname: z.string(),
  email: z.string(),
  twofa_enabled: z.boolean().optional(),
})

const profileAnswer = z.object({ user: profile }).transform(
  ({ user }): Profile => ({
    firstName: user.firstname,
    lastName: user.lastname,
    email: user.email,
    twoFactorEnabled: user.twofa_enabled ?? null,
  }),
)

const account = profile
  .extend({
    id: z.int(),
    role: roleAnswer,
    twofa_enabled: z.boolean(),
    is_active: z.boolean(),
    created_at: optionalTime,
    email_verified_at: optionalTime,
  })
  .transform(
    (user): Account => ({
      id: user.id,
      firstName: user.firstname,
      lastName: user.lastname,
      email: user.email,
      role: user.role,
      twoFactorEnabled: user.twofa_enabled,
      isActive: user.is_active,
      createdAt: user.created_at,
      emailVerifiedAt: user.email_verified_at,
    }),
  )

const accountPage = z
  .object({ data: z.object({ users: z.array(account) }), meta: z.object({ total: whole }) })
  .transform(({ data, meta }): Slice<Account> => ({ rows: data.users, totalCount: meta.total }))

const pendingEmail = z
  .object({
    data: z.object({ old_email: z.string(), new_email: z.string(), updated_at: optionalTime }).nullable(),
  })
  .transform(
    ({ data }): PendingEmail | null =>
      data && { oldEmail: data.old_email, newEmail: data.new_email, requestedAt: data.updated_at },
  )

/** The caller's own. */
export const loadOwnProfile = (ask: Ask): Promise<Profile> =>
  ask({ method: 'GET', route: '/api/users/me', answer: profileAnswer })

/** Anybody's, for employees and admins only. Null when there is no such user. */
export const loadProfile = (ask: Ask, userId: number): Promise<Profile | null> =>
  orNull(ask({ method: 'GET', route: '/api/users/{user}', params: { user: userId }, answer: profileAnswer }))

/** Which accounts: a part of a name, but the whole address. */
export interface AccountSearch {
  readonly firstName?: string | null | undefined
  readonly lastName?: string | null | undefined
  readonly email?: string | null | undefined
  readonly role?: Role | null | undefined
}

/** A page of the accounts in the order of their ids, from page 1. Admins only. `perPage` is 1 or more: the backend does not check it. */
export const loadAccountPage = (
  ask: Ask,
  { firstName, lastName, email, role }: AccountSearch,
  page: number,
  perPage: number,
): Promise<Slice<Account>> =>
  ask({
    method: 'GET',
    route: '/api/users',
    query: {
      firstname: firstName,
      lastname: lastName,
      email,
      role: role == null ? null : toBackendRole(role),
      page,
      per_page: perPage,
    },
    answer: accountPage,
  })

/** The account with this address. Admins only. */
export async function findAccountByEmail(ask: Ask, email: string): Promise<Account | null> {
  const { rows } = await loadAccountPage(ask, { email }, 1, 1)
  return rows[0] ?? null
}

/** Admins only. Null when no change is pending, or there is no such user. */
export const loadPendingEmail = (ask: Ask, userId: number): Promise<PendingEmail | null> =>
  orNull(
    ask({ method: 'GET', route: '/api/users/email/{user}', params: { user: userId }, answer: pendingEmail }),
  )
