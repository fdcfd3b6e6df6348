// PATCH users/me and users/{id}, POST users/employees.
import { BackendError, noContent } from '@ticketing/backend-client'
import type { Role } from '@ticketing/session'
import { z } from 'zod'
import type { Ask } from './ask.js'
import { withFieldNames } from './field-names.js'
import { toBackendRole } from './role.js'

const FIELDS = { firstname: 'firstName', lastname: 'lastName', is_active: 'isActive' }

/** The backend wants both names. */
export const changeOwnNames = (ask: Ask, firstName: string, lastName: string): Promise<void> =>
  withFieldNames(
    FIELDS,
    ask({
      method: 'PATCH',
      route: '/api/users/me',
      body: { firstname: firstName, lastname: lastName },
      answer: noContent,
    }),
  )

/** What an admin may change of an account; what is absent stays. */
export interface AccountChanges {
  readonly firstName?: string
  readonly lastName?: string
  readonly email?: string
  readonly role?: Role
  readonly isActive?: boolean
  /** Only off: switching it on takes the person's own device. */
  readonly twoFactorEnabled?: false
  readonly verifyEmail?: true
}

// JSON leaves out what is undefined; null would break the backend's database.
const toBody = ({ firstName, lastName, role, ...changes }: AccountChanges): object => ({
  firstname: firstName,
  lastname: lastName,
  email: changes.email,
  role: role === undefined ? undefined : toBackendRole(role),
  is_active: changes.isActive,
  twofa_enabled: changes.twoFactorEnabled,
  verify_email: changes.verifyEmail,
})

/** NOT_FOUND when there is no such user. Admins only. */
export const changeAccount = (ask: Ask, userId: number, changes: AccountChanges): Promise<void> =>
  withFieldNames(
    FIELDS,
    ask({
      method: 'PATCH',
      route: '/api/users/{user}',
      params: { user: userId },
      body: toBody(changes),
      answer: noContent,
    }),
  )

export interface NewEmployee {
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly password: string
}

const routeIsBroken = (fault: BackendError) =>
  new BackendError(
    'BACKEND_UNAVAILABLE',
    'The ticketing backend cannot make employees: this operation of it is broken. Let the person register, and give the role with updateUser.',
    { status: fault.status, retryable: false, operatorMessage: fault.message, cause: fault },
  )

/** The backend as it was published fails on every such request; a repaired one answers without the id. */
export async function addEmployee(ask: Ask, employee: NewEmployee): Promise<void> {
  const { firstName, lastName, email, password } = employee
  const body = { firstname: firstName, lastname: lastName, email, password, password_confirmation: password }
  try {
    await withFieldNames(
      FIELDS,
      ask({ method: 'POST', route: '/api/users/employees', body, answer: z.unknown() }),
    )
  } catch (fault) {
    const broken = fault instanceof BackendError && fault.status === 500
    throw broken && fault.backendCode === 'internal_error' ? routeIsBroken(fault) : fault
  }
}
