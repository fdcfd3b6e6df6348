import { CodedError } from '@ticketing/service-kit'
import type { Caller } from '@ticketing/session'
import { Owner, OwnRecords, SignedIn } from '@ticketing/subgraph-kit'
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql'
import type { TicketingContext } from '../context.js'
import { User } from '../user/user.type.js'
import { ActiveSession } from './active-session.type.js'
import { endAll, endOne } from './sign-out.js'

async function activeOf({ call, sessions }: TicketingContext, userId: number): Promise<ActiveSession[]> {
  const currentId = call.caller?.sessionId ?? null
  return (await sessions.activeOf(userId)).map((record) => ActiveSession.of(record, currentId))
}

/** NOT_FOUND for a session that is over, as for one of somebody else's. */
async function endNamed(context: TicketingContext, caller: Caller, id: string): Promise<void> {
  const session = (await activeOf(context, caller.userId)).find((one) => one.id === id)
  if (session === undefined) throw new CodedError('NOT_FOUND', 'You have no such session.')
  await endOne(context, caller, id)
}

@Resolver(() => User)
export class ActiveSessionsResolver {
  @FieldResolver(() => [ActiveSession], {
    nullable: true,
    description: 'Where the person is signed in, the last used first. For that person only.',
  })
  @Owner()
  sessions(@Root() { id }: User, @Ctx() context: TicketingContext): Promise<ActiveSession[]> {
    return activeOf(context, id)
  }

  @Mutation(() => [ActiveSession], {
    nullable: true,
    description:
      "Ends one or all of the caller's own sessions, and answers those that are left. NOT_FOUND when there is no such session.",
  })
  @SignedIn()
  @OwnRecords()
  async endSession(
    @Ctx() context: TicketingContext,
    @Arg('id', () => ID, { nullable: true, description: 'The one session that ends.' }) id: string | null,
    @Arg('all', () => Boolean, { nullable: true, description: 'True, in place of an id: all of them end.' })
    all: boolean | null,
    @Arg('keepCurrent', () => Boolean, {
      nullable: true,
      description: 'True, with all: the session of this request stays.',
    })
    keepCurrent: boolean | null,
  ): Promise<ActiveSession[]> {
    const { caller } = context.call
    if (caller === null) throw new CodedError('UNAUTHENTICATED', 'Sign in first.')
    if ((id == null) === !all || (keepCurrent && !all)) {
      throw new CodedError('BAD_USER_INPUT', 'Give either id, or all with or without keepCurrent.')
    }
    if (id != null) await endNamed(context, caller, id)
    else await endAll(context, caller, keepCurrent === true)
    return activeOf(context, caller.userId)
  }
}
