// Who may see whom, and what an admin may change. Pure.
import { CodedError } from '@ticketing/service-kit'
import type { Caller } from '@ticketing/session'
import { emailFault, nameFault, refuseFaults } from '../account/account.rules.js'
import type { AccountChanges } from '../backend/user-changes.js'
import type { UpdateUserInput } from './update-user.type.js'

/** How the caller may see a user: as himself, as staff, or not at all. */
export function sightOf(userId: number, caller: Caller | null): 'self' | 'staff' | 'none' {
  if (caller === null) return 'none'
  if (caller.userId === userId) return 'self'
  return caller.role === 'USER' ? 'none' : 'staff'
}

/** BAD_USER_INPUT when nothing is to be changed. */
export function refuseEmpty(changes: object): void {
  if (Object.values(changes).every((change) => change == null)) {
    throw new CodedError('BAD_USER_INPUT', 'Say what to change.')
  }
}

/** The changes in the backend's sense. FieldsRefused for a name or an address that is not one. */
export function toAccountChanges({
  firstName,
  lastName,
  email,
  role,
  isActive,
  disableTwoFactor,
  markEmailVerified,
}: UpdateUserInput): AccountChanges {
  refuseFaults({
    firstName: firstName == null ? null : nameFault(firstName),
    lastName: lastName == null ? null : nameFault(lastName),
    email: email == null ? null : emailFault(email),
  })
  const changes: AccountChanges = {
    ...(firstName == null ? {} : { firstName }),
    ...(lastName == null ? {} : { lastName }),
    ...(email == null ? {} : { email: email.trim() }),
    ...(role == null ? {} : { role }),
    ...(isActive == null ? {} : { isActive }),
    ...(disableTwoFactor === true ? { twoFactorEnabled: false } : {}),
    ...(markEmailVerified === true ? { verifyEmail: true } : {}),
  }
  refuseEmpty(changes)
  return changes
}
