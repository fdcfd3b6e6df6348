import { OwnRecords, Public, Rest, SignedIn } from '@ticketing/subgraph-kit'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { changeOwnPassword, sendResetMail, setForgottenPassword } from '../backend/passwords.js'
import type { TicketingContext } from '../context.js'
import { endSessionsOf, endSessionsOfEmail } from '../session/end-sessions-of.js'
import { attempt } from '../throttle/attempt.js'
import { freshUser } from '../user/user.loader.js'
import type { User } from '../user/user.type.js'
import { emailFault, passwordFaults, refuseFaults } from './account.rules.js'
import { InvalidLink, PasswordRefused } from './account.type.js'
import { resetProofOf } from './mailed-link.rules.js'
import { onAccount, onOwnAccount } from './one-at-a-time.js'
import {
  ChangePasswordInput,
  ChangePasswordResult,
  PasswordReset,
  ResetPasswordInput,
  ResetPasswordResult,
} from './password.type.js'

const SESSIONS_END =
  'All other sessions of the person end. Tokens that were taken from the REST API itself stay good there until they expire.'

@Resolver()
export class PasswordResolver {
  @Mutation(() => Boolean, {
    nullable: true,
    description:
      'Mails a link to choose a new password. The answer is the same when there is no such account, or a link was mailed a moment ago.',
  })
  @Public()
  @Rest('POST /api/auth/password/forgot')
  async requestPasswordReset(
    @Arg('email', () => String, { description: 'The e-mail address of the account.' }) email: string,
    @Ctx() context: TicketingContext,
  ): Promise<boolean> {
    refuseFaults({ email: emailFault(email) })
    await attempt(context, email, () => sendResetMail(context.ask, email.trim()))
    return true
  }

  @Mutation(() => ResetPasswordResult, {
    nullable: true,
    description: `Sets a new password with the link that was mailed. ${SESSIONS_END}`,
  })
  @Public()
  @Rest('POST /api/auth/password/reset')
  async resetPassword(
    @Arg('input', () => ResetPasswordInput, { description: 'The link and the new password.' })
    input: ResetPasswordInput,
    @Ctx() context: TicketingContext,
  ): Promise<PasswordReset | InvalidLink | PasswordRefused> {
    const proof = resetProofOf(input)
    const faults = passwordFaults(input.newPassword)
    if (faults.length > 0) return PasswordRefused.of(faults)
    return onAccount(context, proof.email, async () => {
      const isSet = await attempt(context, proof.email, () =>
        setForgottenPassword(context.ask, proof, input.newPassword),
      )
      if (!isSet) return InvalidLink.of(false)
      await endSessionsOfEmail(context, proof.email)
      return PasswordReset.of(proof.email)
    })
  }

  @Mutation(() => ChangePasswordResult, {
    nullable: true,
    description: `Changes the caller's password. ${SESSIONS_END}`,
  })
  @SignedIn()
  @OwnRecords()
  @Rest('PATCH /api/auth/password')
  async changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'Both passwords.' }) input: ChangePasswordInput,
    @Ctx() context: TicketingContext,
  ): Promise<User | PasswordRefused> {
    const faults = passwordFaults(input.newPassword)
    if (faults.length > 0) return PasswordRefused.of(faults)
    const { ask } = context
    return onOwnAccount(context, async ({ userId, role, sessionId }) => {
      const changed = await changeOwnPassword(ask, input.currentPassword, input.newPassword)
      if (!changed) return PasswordRefused.of(['CURRENT_PASSWORD_WRONG'])
      await endSessionsOf(context, userId, { except: sessionId })
      return freshUser(context, userId, role)
    })
  }
}
