import { parseNumericId } from '@ticketing/backend-client'
import type { Role } from '@ticketing/session'
import { OwnRecords, Public, type Representation, Rest, Roles } from '@ticketing/subgraph-kit'
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import type { Account } from '../backend/users.js'
import type { TicketingContext } from '../context.js'
import { accountOf, callerAsUser, findUser, pendingEmailOf, profileOf } from './user.loader.js'
import { PendingEmailChange, User } from './user.type.js'

@Resolver(() => User)
export class UserResolver {
  @Query(() => User, { nullable: true, description: 'Who is signed in; null for a guest.' })
  @Public()
  @OwnRecords()
  @Rest('GET /api/users/me')
  me(@Ctx() context: TicketingContext): User | null {
    return callerAsUser(context)
  }

  @Query(() => User, { nullable: true, description: 'One person; null when there is none with this number.' })
  @Roles('ADMIN', 'EMPLOYEE')
  @Rest('GET /api/users/{user}')
  async user(
    @Arg('id', () => ID, { description: 'The number of the account.' }) id: string,
    @Ctx() context: TicketingContext,
  ): Promise<User | null> {
    const userId = parseNumericId(id)
    return userId === null ? null : findUser(context, userId)
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

  @FieldResolver()
  async role(@Root() user: User, @Ctx() context: TicketingContext): Promise<Role | null> {
    return user.role ?? (await accountOf(context, user))?.role ?? null
  }

  @FieldResolver()
  async twoFactorEnabled(@Root() user: User, @Ctx() context: TicketingContext): Promise<boolean | null> {
    const { twoFactorEnabled } = await profileOf(context, user)
    return twoFactorEnabled ?? (await accountOf(context, user))?.twoFactorEnabled ?? null
  }

  @FieldResolver()
  async isActive(@Root() user: User, @Ctx() context: TicketingContext): Promise<boolean | null> {
    return (await accountOf(context, user))?.isActive ?? null
  }

  @FieldResolver()
  async createdAt(@Root() user: User, @Ctx() context: TicketingContext): Promise<Account['createdAt']> {
    return (await accountOf(context, user))?.createdAt ?? null
  }

  @FieldResolver()
  async emailVerifiedAt(
    @Root() user: User,
    @Ctx() context: TicketingContext,
  ): Promise<Account['emailVerifiedAt']> {
    return (await accountOf(context, user))?.emailVerifiedAt ?? null
  }

  @FieldResolver()
  @Rest('GET /api/users/email/{user}')
  async pendingEmailChange(
    @Root() user: User,
    @Ctx() context: TicketingContext,
  ): Promise<PendingEmailChange | null> {
    const pending = await pendingEmailOf(context, user)
    return pending && Object.assign(new PendingEmailChange(), pending)
  }
}

/** The user that another subgraph names; null to those who may not see him. */
export async function userReference({ id }: Representation, context: TicketingContext): Promise<User | null> {
  const userId = parseNumericId(id)
  return userId === null ? null : findUser(context, userId)
}
