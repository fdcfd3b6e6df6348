// People as admins run them.
import { parseNumericId } from '@ticketing/backend-client'
import { CodedError } from '@ticketing/service-kit'
import {
  type ConnectionOf,
  parseWindow,
  Rest,
  Roles,
  readWindow,
  toConnection,
} from '@ticketing/subgraph-kit'
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql'
import type { EmailTaken } from '../account/account.type.js'
import { loadAccountPage } from '../backend/users.js'
import type { TicketingContext } from '../context.js'
import { updateUser } from './update-user.js'
import { UpdateUserInput, UpdateUserResult } from './update-user.type.js'
import { toAccountChanges } from './user.rules.js'
import { User, UserConnection } from './user.type.js'
import { UserFilter } from './users.type.js'

@Resolver()
export class UsersResolver {
  @Query(() => UserConnection, {
    nullable: true,
    description: 'The people with an account, in the order of their numbers.',
  })
  @Roles('ADMIN')
  @Rest('GET /api/users')
  async users(
    @Ctx() { ask }: TicketingContext,
    @Arg('filter', () => UserFilter, { nullable: true, description: 'Which people; by default all.' })
    filter: UserFilter | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 15, description: 'How many, from 1 to 100.' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which to begin.' })
    after: string | null,
  ): Promise<ConnectionOf<User>> {
    const window = parseWindow(first ?? 15, after)
    const { rows, totalCount } = await readWindow(window, (page, size) =>
      loadAccountPage(ask, filter ?? {}, page, size),
    )
    return toConnection({ rows: rows.map(User.ofAccount), totalCount }, window)
  }

  @Mutation(() => UpdateUserResult, {
    nullable: true,
    description: 'Changes an account. A new role applies at once, and whoever is disabled is signed out.',
  })
  @Roles('ADMIN')
  @Rest('PATCH /api/users/{user}')
  async updateUser(
    @Arg('id', () => ID, { description: 'The number of the account.' }) id: string,
    @Arg('input', () => UpdateUserInput, { description: 'What changes.' }) input: UpdateUserInput,
    @Ctx() context: TicketingContext,
  ): Promise<User | EmailTaken> {
    const changes = toAccountChanges(input)
    const userId = parseNumericId(id)
    if (userId === null) throw new CodedError('NOT_FOUND', 'There is no such user.')
    return updateUser(context, userId, changes)
  }
}
