import { Public, type Representation } from '@ticketing/subgraph-kit'
import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import type { TicketingContext } from '../context.js'
import { callerAsUser, findUser, profileOf } from './user.loader.js'
import { parseUserId } from './user.rules.js'
import { User } from './user.type.js'

@Resolver(() => User)
export class UserResolver {
  @Query(() => User, { nullable: true, description: 'Who is signed in; null for a guest.' })
  @Public()
  me(@Ctx() context: TicketingContext): User | null {
    return callerAsUser(context)
  }

  @FieldResolver()
  async firstName(@Root() user: User, @Ctx() context: TicketingContext): Promise<string> {
    return (await profileOf(context, user)).firstName
  }

  @FieldResolver()
  async lastName(@Root() user: User, @Ctx() context: TicketingContext): Promise<string> {
    return (await profileOf(context, user)).lastName
  }

  @FieldResolver()
  async email(@Root() user: User, @Ctx() context: TicketingContext): Promise<string> {
    return (await profileOf(context, user)).email
  }
}

/** The user that another subgraph names; null to those who may not see him. */
export async function userReference({ id }: Representation, context: TicketingContext): Promise<User | null> {
  const userId = parseUserId(id)
  return userId === null ? null : findUser(context, userId)
}
