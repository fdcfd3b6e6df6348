// People by id: each is read once in a request, the caller by his own route and others by the routes for staff.
import { CodedError } from '@ticketing/service-kit'
import { hasAccount, type Role } from '@ticketing/session'
import {
  type Account,
  findAccountByEmail,
  loadOwnProfile,
  loadPendingEmail,
  loadProfile,
  type PendingEmail,
  type Profile,
} from '../backend/users.js'
import type { TicketingContext } from '../context.js'
import { sightOf } from './user.rules.js'
import { User } from './user.type.js'

/** A loader of one thing for each user; the backend has no route for several. */
const eachOnce = <T>(
  { loaders }: TicketingContext,
  name: string,
  load: (userId: number) => Promise<T | null>,
) =>
  loaders.get<number, T | null>(name, (ids) =>
    Promise.all(ids.map((id) => load(id).catch((fault: Error) => fault))),
  )

function loadVisible({ ask, call }: TicketingContext, userId: number): Promise<Profile | null> {
  switch (sightOf(userId, call.caller)) {
    case 'self':
      return loadOwnProfile(ask)
    case 'staff':
      return loadProfile(ask, userId)
    case 'none':
      return Promise.resolve(null)
  }
}

// The list of accounts is the only route that tells all, and it finds by address, not by id.
async function loadAccount(context: TicketingContext, userId: number): Promise<Account | null> {
  const profile = await profiles(context).load(userId)
  const account = profile && (await findAccountByEmail(context.ask, profile.email))
  return account?.id === userId ? account : null
}

const profiles = (context: TicketingContext) =>
  eachOnce<Profile>(context, 'profile', (id) => loadVisible(context, id))

const accounts = (context: TicketingContext) =>
  eachOnce<Account>(context, 'account', (id) => loadAccount(context, id))

const pendingEmails = (context: TicketingContext) =>
  eachOnce<PendingEmail>(context, 'pending-email', (id) => loadPendingEmail(context.ask, id))

/** The names and the address of a user that may be seen. NOT_FOUND when the account is gone. */
export async function profileOf(context: TicketingContext, user: User): Promise<Profile> {
  const profile = user.profile ?? (await profiles(context).load(user.id))
  if (profile === null) throw new CodedError('NOT_FOUND', 'There is no such user.')
  return profile
}

/** What only admins see of a user; null to anybody else. */
export async function accountOf(context: TicketingContext, user: User): Promise<Account | null> {
  if (context.call.caller?.role !== 'ADMIN') return null
  return user.account ?? accounts(context).load(user.id)
}

/** For admins. */
export const pendingEmailOf = (context: TicketingContext, { id }: User): Promise<PendingEmail | null> =>
  pendingEmails(context).load(id)

/**
 * The caller himself; null for a guest, and for staff of an outside identity provider, who have no account. Reads
 * nothing: the session knows the id and the role.
 */
export function callerAsUser({ call: { caller } }: TicketingContext): User | null {
  return caller && hasAccount(caller) ? User.of({ id: caller.userId, role: caller.role }) : null
}

/** The user, if the caller may see him and he exists; else null. */
export async function findUser(context: TicketingContext, userId: number): Promise<User | null> {
  if (sightOf(userId, context.call.caller) === 'self') return callerAsUser(context)
  const profile = await profiles(context).load(userId)
  return profile && User.of({ id: userId, role: null, profile })
}

/** The user after a command: whatever was read before is read again when it is asked for. */
export function freshUser(context: TicketingContext, userId: number, role: Role | null): User {
  for (const loader of [profiles(context), accounts(context), pendingEmails(context)]) loader.clear(userId)
  return User.of({ id: userId, role })
}
