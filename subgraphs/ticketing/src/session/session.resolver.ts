import { CodedError } from '@ticketing/service-kit'
import { Public, SignedIn } from '@ticketing/subgraph-kit'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { type Login, logIn, logOut } from '../backend/auth.js'
import type { TicketingContext } from '../context.js'
import { User } from '../user/user.type.js'
import { expiryOf, missingFor } from './session.rules.js'
import { EmailNotVerified, LoginInput, LoginResult, Session, TwoFactorRequired } from './session.type.js'

@Resolver(() => Session)
export class SessionResolver {
  @Mutation(() => LoginResult, {
    nullable: true,
    description: "Signs a person in and adds the guest's cart to the account's.",
  })
  @Public()
  async login(
    @Arg('input', () => LoginInput, { description: 'What the person signs in with.' }) input: LoginInput,
    @Ctx() context: TicketingContext,
  ): Promise<Session | TwoFactorRequired | EmailNotVerified> {
    const { ask, call, now, tokenMinutes } = context
    const proof = { ...input, twoFactorCode: input.twoFactorCode ?? null }
    const expiresAt = expiryOf(now(), tokenMinutes)
    try {
      const login = await logIn(ask, proof, input.guestCartId ?? call.guestCartId)
      return await startSession(context, login, expiresAt)
    } catch (fault) {
      return toMissing(fault, input.email)
    }
  }

  @Mutation(() => Boolean, {
    nullable: true,
    description: 'Ends the session: its token is of no use any more.',
  })
  @SignedIn()
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

async function startSession(context: TicketingContext, login: Login, expiresAt: Date): Promise<Session> {
  const { token: backendToken, userId, role, email } = login
  const { token } = await context.sessions.start({ userId, role, email, backendToken, expiresAt })
  return Object.assign(new Session(), {
    token,
    expiresAt,
    user: User.of({ id: userId, role, profile: login }),
  })
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
