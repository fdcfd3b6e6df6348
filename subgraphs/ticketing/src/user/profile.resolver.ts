// What a person changes of himself; password, address and two-factor sign-in are in account/.
import { OwnRecords, Rest, SignedIn } from '@ticketing/subgraph-kit'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { nameFault, refuseFaults } from '../account/account.rules.js'
import { onOwnAccount } from '../account/one-at-a-time.js'
import { changeOwnNames } from '../backend/user-changes.js'
import { loadOwnProfile } from '../backend/users.js'
import type { TicketingContext } from '../context.js'
import { UpdateProfileInput } from './profile.type.js'
import { freshUser } from './user.loader.js'
import { refuseEmpty } from './user.rules.js'
import { User } from './user.type.js'

@Resolver()
export class ProfileResolver {
  @Mutation(() => User, { nullable: true, description: "Changes the caller's names." })
  @SignedIn()
  @OwnRecords()
  @Rest('PATCH /api/users/me')
  async updateProfile(
    @Arg('input', () => UpdateProfileInput, { description: 'The names.' })
    { firstName, lastName }: UpdateProfileInput,
    @Ctx() context: TicketingContext,
  ): Promise<User> {
    const names = { firstName: firstName ?? null, lastName: lastName ?? null }
    refuseEmpty(names)
    refuseFaults({
      firstName: names.firstName === null ? null : nameFault(names.firstName),
      lastName: names.lastName === null ? null : nameFault(names.lastName),
    })
    const { ask } = context
    return onOwnAccount(context, async ({ userId, role }, ensureAlone) => {
      // The backend wants both, so one that is to stay is read first.
      const known = names.firstName === null || names.lastName === null ? await loadOwnProfile(ask) : null
      ensureAlone()
      await changeOwnNames(
        ask,
        names.firstName ?? known?.firstName ?? '',
        names.lastName ?? known?.lastName ?? '',
      )
      return freshUser(context, userId, role)
    })
  }
}
