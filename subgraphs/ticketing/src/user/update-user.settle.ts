// What became of an admin's change of an account.
import type { Settle, Settlement } from '@ticketing/event-log'
import { z } from 'zod'
import type { Ask } from '../backend/ask.js'
import { type Account, findAccountByEmail, loadProfile } from '../backend/users.js'
import { NOT_DONE, type SettlingParts, settlingAsAdmin, unknown } from '../settling/settling.js'
import { roleChanged } from './user-events.js'

const shape = z.object({
  user: z.int(),
  role: z.enum(['USER', 'EMPLOYEE', 'ADMIN']).nullable(),
  isActive: z.boolean().nullable(),
})

/** The list of accounts is the only route that tells the role, and it finds by address. */
async function accountOf(ask: Ask, userId: number): Promise<Account | null> {
  const profile = await loadProfile(ask, userId)
  const account = profile && (await findAccountByEmail(ask, profile.email))
  return account?.id === userId ? account : null
}

/** All of a change is made or nothing: a part of it tells of the rest. Names and addresses are not recorded. */
export function judgeAccount(account: Account, { user, role, isActive }: z.infer<typeof shape>): Settlement {
  if (role !== null) {
    return account.role === role ? { kind: 'done', events: [roleChanged(user, role)] } : NOT_DONE
  }
  if (isActive === null) return unknown('What was written is not recorded, and so cannot be compared.')
  if (account.isActive !== isActive) return NOT_DONE
  const data = { command: 'updateUser', note: 'ROLE_UNCHANGED' }
  return { kind: 'done', events: [{ type: 'CommandCompleted', data }] }
}

export const updateUserSettler = (parts: SettlingParts): Settle =>
  settlingAsAdmin(parts, shape, async (ask, given) => {
    const account = await accountOf(ask, given.user)
    return account === null ? unknown('There is no such account.') : judgeAccount(account, given)
  })
