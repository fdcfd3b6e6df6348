// People by id: each is read once in a request, the caller by his own route and others by the route for staff.
import { CodedError } from '@ticketing/service-kit'
import { loadOwnProfile, loadProfile, type Profile } from '../backend/users.js'
import type { TicketingContext } from '../context.js'
import { sightOf } from './user.rules.js'
import { User } from './user.type.js'

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

function findProfile(context: TicketingContext, userId: number): Promise<Profile | null> {
  return context.loaders
    .get<number, Profile | null>('profile', (ids) =>
      Promise.all(ids.map((id) => loadVisible(context, id).catch((fault: Error) => fault))),
    )
    .load(userId)
}

/** The names and the address of a user that may be seen. NOT_FOUND when the account is gone. */
export async function profileOf(context: TicketingContext, user: User): Promise<Profile> {
  const profile = user.profile ?? (await findProfile(context, user.id))
  if (profile === null) throw new CodedError('NOT_FOUND', 'There is no such user.')
  return profile
}

/** The caller himself; null for a guest. Reads nothing: the session knows the id and the role. */
export function callerAsUser({ call: { caller } }: TicketingContext): User | null {
  return caller && User.of({ id: caller.userId, role: caller.role })
}

/** The user, if the caller may see him and he exists; else null. */
export async function findUser(context: TicketingContext, userId: number): Promise<User | null> {
  if (sightOf(userId, context.call.caller) === 'self') return callerAsUser(context)
  const profile = await findProfile(context, userId)
  return profile && User.of({ id: userId, role: null, profile })
}
