// An admin changes somebody's account; what that means for the person's sessions happens here, at once.
import { type Held, type Outcome, userStream } from '@ticketing/event-log'
import { CodedError } from '@ticketing/service-kit'
import { EmailTaken } from '../account/account.type.js'
import { onAccount } from '../account/one-at-a-time.js'
import { afterCommand } from '../after-command.js'
import { isEmailTaken } from '../backend/field-names.js'
import { type AccountChanges, changeAccount } from '../backend/user-changes.js'
import { loadProfile } from '../backend/users.js'
import type { TicketingContext } from '../context.js'
import { recordCommand } from '../record-command.js'
import { endSessionsOf } from '../session/end-sessions-of.js'
import { lastKnownRole } from './last-known-role.js'
import { freshUser } from './user.loader.js'
import type { User } from './user.type.js'
import { roleChanged } from './user-events.js'

interface Change {
  readonly userId: number
  readonly changes: AccountChanges
}

/** Whether the address becomes another one: a form may send the present one along. */
async function movesEmail(
  { ask }: TicketingContext,
  { userId, changes: { email } }: Change,
): Promise<boolean> {
  if (email === undefined) return false
  const before = await loadProfile(ask, userId)
  if (before === null) throw new CodedError('NOT_FOUND', 'There is no such user.')
  return before.email.toLowerCase() !== email.toLowerCase()
}

// The backend lets the tokens of a disabled account work on; our sessions do not.
async function adaptSessions(
  context: TicketingContext,
  { userId, changes: { isActive, role } }: Change,
  { moved, cause }: { readonly moved: boolean } & Pick<Held, 'cause'>,
): Promise<void> {
  if (isActive === false || moved) await endSessionsOf(context, userId, { cause })
  else if (role !== undefined) await afterCommand(context.sessions.setRole(userId, role))
}

async function apply(
  context: TicketingContext,
  change: Change,
  { cause, ensureAlone }: Held,
): Promise<Outcome<User | EmailTaken>> {
  const { userId, changes } = change
  const { email = '', role } = changes
  const moved = await movesEmail(context, change)
  const from = role === undefined ? null : await lastKnownRole(context.eventLog, userId)
  ensureAlone()
  try {
    await changeAccount(context.ask, userId, changes)
  } catch (fault) {
    if (isEmailTaken(fault)) return { value: EmailTaken.of(email), refused: 'EMAIL_TAKEN' }
    throw fault
  }
  await adaptSessions(context, change, { moved, cause })
  const value = freshUser(context, userId, role ?? null)
  return role === undefined || role === from
    ? { value, nothing: 'ROLE_UNCHANGED' }
    : { value, events: [roleChanged(userId, { from, to: role })] }
}

/** Whoever the account belongs to changes it beside, under the lock of the account. */
const alsoLocked = (
  context: TicketingContext,
  change: Change,
  { cause, ensureAlone }: Held,
): Promise<Outcome<User | EmailTaken>> =>
  onAccount(context, change.userId, (ensureLocked) => {
    const ensureBoth = () => {
      ensureAlone()
      ensureLocked()
    }
    return apply(context, change, { cause, ensureAlone: ensureBoth })
  })

/** NOT_FOUND when there is no such user. Recorded are the role, where the log knows another one, and which facts were changed, not names and addresses. */
export function updateUser(
  context: TicketingContext,
  userId: number,
  changes: AccountChanges,
): Promise<User | EmailTaken> {
  const { role = null, isActive = null } = changes
  const command = {
    stream: userStream(userId),
    name: 'updateUser',
    arguments: { user: userId, role, isActive, changed: Object.keys(changes) },
  }
  return recordCommand(context, command, (held) => alsoLocked(context, { userId, changes }, held))
}
