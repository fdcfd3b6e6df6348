import { CodedError } from '@ticketing/service-kit'
import { OwnRecords, Public, Rest, SignedIn } from '@ticketing/subgraph-kit'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { logOut } from '../backend/auth.js'
import type { TicketingContext } from '../context.js'
import { missingFor } from './session.rules.js'
import { EmailNotVerified, LoginInput, LoginResult, Session, TwoFactorRequired } from './session.type.js'
import { signIn } from './sign-in.js'

@Resolver(() => Session)
export class SessionResolver {
  @Mutation(() => LoginResult, {
    nullable: true,
    description: "Signs a person in and adds the guest's cart to the account's.",
  })
  @Public()
  @Rest('POST /api/auth/login')
  async login(
    @Arg('input', () => LoginInput, { description: 'What the person signs in with.' }) input: LoginInput,
    @Ctx() context: TicketingContext,
  ): Promise<Session | TwoFactorRequired | EmailNotVerified> {
    try {
      return await signIn(context, input)
    } catch (fault) {
      return toMissing(fault, input.email)
    }
  }

  @Mutation(() => Boolean, {
    nullable: true,
    description: 'Ends the session: its token is of no use any more.',
  })
  @SignedIn()
  @OwnRecords()
  @Rest('POST /api/auth/logout')
  async logout(@Ctx() { ask, call, log, sessions }: TicketingContext): Promise<boolean> {
    const sessionId = call.caller?.sessionId ?? null
    if (sessionId !== null) await sessions.end(sessionId)
    try {
      await logOut(ask)
    } catch (fault) {
      const ended = fault instanceof CodedError && fault.code === 'UNAUTHENTICATED'
      // Without a session of ours the backend's token is all there is to end; with one, nobody holds that token.
      if (!ended && sessionId === null) throw fault
      if (!ended) log.warn({ err: fault, requestId: call.requestId }, 'a token of the backend was not ended')
    }
    return true
  }
}

/** What is still missing; any other fault is thrown on. */
function toMissing(fault: unknown, email: string): TwoFactorRequired | EmailNotVerified {
  switch (missingFor(fault)) {
    case 'code':
      return Object.assign(new TwoFactorRequired(), { codeRejected: false })
    case 'valid-code':
      return Object.assign(new TwoFactorRequired(), { codeRejected: true })
    case 'verified-email':
      return Object.assign(new EmailNotVerified(), { email })
    case null:
      throw fault
  }
}
