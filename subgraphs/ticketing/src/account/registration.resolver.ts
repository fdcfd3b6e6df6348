import { Public, Rest } from '@ticketing/subgraph-kit'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { followVerification } from '../backend/mailed-link.js'
import { resendVerificationMail } from '../backend/registration.js'
import type { TicketingContext } from '../context.js'
import { attempt } from '../throttle/attempt.js'
import { emailFault, refuseFaults } from './account.rules.js'
import { type EmailTaken, InvalidLink, type PasswordRefused } from './account.type.js'
import { isExpired, verificationOf } from './mailed-link.rules.js'
import { register } from './register.js'
import {
  type CaptchaRefused,
  EmailVerified,
  type Registered,
  RegisterInput,
  RegisterResult,
  VerifyEmailInput,
  VerifyEmailResult,
} from './registration.type.js'

@Resolver()
export class RegistrationResolver {
  @Mutation(() => RegisterResult, {
    nullable: true,
    description: 'Makes an account. It opens when the person follows the link that is mailed.',
  })
  @Public()
  @Rest('POST /api/auth/register')
  register(
    @Arg('input', () => RegisterInput, { description: 'Who the person is.' }) input: RegisterInput,
    @Ctx() context: TicketingContext,
  ): Promise<Registered | EmailTaken | PasswordRefused | CaptchaRefused> {
    return register(context, input)
  }

  @Mutation(() => Boolean, {
    nullable: true,
    description:
      'Mails the link that opens an account once more. The answer is the same when there is no such account, or it is open already.',
  })
  @Public()
  @Rest('POST /api/auth/email/resend')
  async resendVerification(
    @Arg('email', () => String, { description: 'The e-mail address of the account.' }) email: string,
    @Ctx() context: TicketingContext,
  ): Promise<boolean> {
    refuseFaults({ email: emailFault(email) })
    await attempt(context, email, () => resendVerificationMail(context.ask, email.trim()))
    return true
  }

  @Mutation(() => VerifyEmailResult, {
    nullable: true,
    description: 'Confirms the address of a new account with the link that was mailed to it.',
  })
  @Public()
  @Rest('GET /api/auth/email/verify/{id}/{hash}')
  async verifyEmail(
    @Arg('input', () => VerifyEmailInput, { description: 'The link.' }) input: VerifyEmailInput,
    @Ctx() { ask, now }: TicketingContext,
  ): Promise<EmailVerified | InvalidLink> {
    const link = verificationOf(input)
    const outcome = await followVerification(ask, link)
    return outcome === 'refused'
      ? InvalidLink.of(isExpired(link, now()))
      : EmailVerified.of(outcome === 'done-before')
  }
}
