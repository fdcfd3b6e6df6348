import { OwnRecords, Public, Rest, SignedIn } from '@ticketing/subgraph-kit'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { TicketingContext } from '../context.js'
import { missingFor } from './session.rules.js'
import { EmailNotVerified, LoginInput, LoginResult, Session, TwoFactorRequired } from './session.type.js'
import { signIn } from './sign-in.js'
import { endOwn } from './sign-out.js'

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
  async logout(@Ctx() context: TicketingContext): Promise<boolean> {
    const { caller } = context.call
    if (caller !== null) await endOwn(context, caller)
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
