// What became of an admin's change of an account.
import { NOT_DONE, type Settle, type Settlement, unknown } from '@ticketing/event-log'
import type { Role } from '@ticketing/session'
import { z } from 'zod'
import type { Ask } from '../backend/ask.js'
import { type Account, findAccountByEmail, loadProfile } from '../backend/users.js'
import { type SettlingParts, settlingAsAdmin } from '../settling/settling.js'
import { lastKnownRole } from './last-known-role.js'
import { roleChanged } from './user-events.js'

const shape = z.object({
  user: z.int(),
  role: z.enum(['USER', 'EMPLOYEE', 'ADMIN']).nullable(),
  isActive: z.boolean().nullable(),
})

const UNCHANGED: Settlement = {
  kind: 'done',
  events: [{ type: 'CommandCompleted', data: { command: 'updateUser', note: 'ROLE_UNCHANGED' } }],
}

/** The list of accounts is the only route that tells the role, and it finds by address. */
async function accountOf(ask: Ask, userId: number): Promise<Account | null> {
  const profile = await loadProfile(ask, userId)
  const account = profile && (await findAccountByEmail(ask, profile.email))
  return account?.id === userId ? account : null
}

/** All of a change is made or nothing: a part of it tells of the rest. Names and addresses are not recorded. */
export function judgeAccount(
  account: Account,
  { user, role, isActive }: z.infer<typeof shape>,
  from: Role | null,
): Settlement {
  if (role !== null) {
    if (account.role !== role) return NOT_DONE
    return role === from ? UNCHANGED : { kind: 'done', events: [roleChanged(user, { from, to: role })] }
  }
  if (isActive === null) return unknown('What was written is not recorded, and so cannot be compared.')
  return account.isActive === isActive ? UNCHANGED : NOT_DONE
}

export const updateUserSettler = (parts: SettlingParts): Settle =>
  settlingAsAdmin(parts, shape, async (ask, given) => {
    const account = await accountOf(ask, given.user)
    if (account === null) return unknown('There is no such account.')
    return judgeAccount(account, given, await lastKnownRole(parts.eventLog, given.user))
  })
