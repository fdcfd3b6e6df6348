// An admin changes somebody's account; what that means for the person's sessions happens here, at once.
import { CodedError } from '@ticketing/service-kit'
import { EmailTaken } from '../account/account.type.js'
import { onAccount } from '../account/one-at-a-time.js'
import { isEmailTaken } from '../backend/field-names.js'
import { type AccountChanges, changeAccount } from '../backend/user-changes.js'
import { loadProfile } from '../backend/users.js'
import type { TicketingContext } from '../context.js'
import { freshUser } from './user.loader.js'
import type { User } from './user.type.js'

/** Whether the address becomes another one: a form may send the present one along. */
async function movesEmail({ ask }: TicketingContext, userId: number, email?: string): Promise<boolean> {
  if (email === undefined) return false
  const before = await loadProfile(ask, userId)
  if (before === null) throw new CodedError('NOT_FOUND', 'There is no such user.')
  return before.email.toLowerCase() !== email.toLowerCase()
}

/** NOT_FOUND when there is no such user. */
export function updateUser(
  context: TicketingContext,
  userId: number,
  changes: AccountChanges,
): Promise<User | EmailTaken> {
  const { ask, sessions } = context
  const { email = '', role, isActive } = changes
  return onAccount(context, userId, async (ensureAlone) => {
    const moved = await movesEmail(context, userId, changes.email)
    ensureAlone()
    try {
      await changeAccount(ask, userId, changes)
    } catch (fault) {
      if (isEmailTaken(fault)) return EmailTaken.of(email)
      throw fault
    }
    // The backend lets the tokens of a disabled account work on; our sessions do not.
    if (isActive === false || moved) await sessions.endAllOf(userId)
    else if (role !== undefined) await sessions.setRole(userId, role)
    return freshUser(context, userId, role ?? null)
  })
}
