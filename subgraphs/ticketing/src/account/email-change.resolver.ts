import { OwnRecords, Public, Rest, SignedIn } from '@ticketing/subgraph-kit'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { requestEmailChange } from '../backend/email-change.js'
import { isEmailTaken } from '../backend/field-names.js'
import { followCancellation, followEmailChange } from '../backend/mailed-link.js'
import type { TicketingContext } from '../context.js'
import { emailFault, refuseFaults } from './account.rules.js'
import { EmailTaken, InvalidLink } from './account.type.js'
import {
  CancelEmailChangeResult,
  ChangeEmailResult,
  ConfirmEmailChangeResult,
  EmailChangeCancelled,
  EmailChanged,
  EmailChangeLinkInput,
  EmailChangeRequested,
} from './email-change.type.js'
import { endIfRevoked } from './end-if-revoked.js'
import { cancellationOf, emailChangeOf, isExpired } from './mailed-link.rules.js'
import { onAccount, onOwnAccount } from './one-at-a-time.js'

@Resolver()
export class EmailChangeResolver {
  @Mutation(() => ChangeEmailResult, {
    nullable: true,
    description:
      "Asks for a change of the caller's address. Nothing changes before the mailed link is followed.",
  })
  @SignedIn()
  @OwnRecords()
  @Rest('PATCH /api/auth/email')
  async changeEmail(
    @Arg('email', () => String, { description: 'The new address.' }) email: string,
    @Ctx() context: TicketingContext,
  ): Promise<EmailChangeRequested | EmailTaken> {
    refuseFaults({ email: emailFault(email) })
    const newEmail = email.trim()
    return onOwnAccount(context, async () => {
      try {
        await requestEmailChange(context.ask, newEmail)
        return EmailChangeRequested.of(newEmail)
      } catch (fault) {
        if (isEmailTaken(fault)) return EmailTaken.of(newEmail)
        throw fault
      }
    })
  }

  @Mutation(() => ConfirmEmailChangeResult, {
    nullable: true,
    description: 'Makes a new address apply, with the link that was mailed to it.',
  })
  @Public()
  @Rest('GET /api/auth/email/change/verify')
  async confirmEmailChange(
    @Arg('input', () => EmailChangeLinkInput, { description: 'The link.' }) input: EmailChangeLinkInput,
    @Ctx() context: TicketingContext,
  ): Promise<EmailChanged | InvalidLink> {
    const link = emailChangeOf(input)
    return onAccount(context, link.token, async () => {
      if ((await followEmailChange(context.ask, link)) === 'refused') {
        return InvalidLink.of(isExpired(link, context.now()))
      }
      return EmailChanged.of(await endIfRevoked(context))
    })
  }

  @Mutation(() => CancelEmailChangeResult, {
    nullable: true,
    description:
      'Calls a change of address off, with the link that was mailed to the old address; also after the change.',
  })
  @Public()
  @Rest('GET /api/auth/auth/email/change/cancel/{token}')
  async cancelEmailChange(
    @Arg('input', () => EmailChangeLinkInput, { description: 'The link.' }) input: EmailChangeLinkInput,
    @Ctx() context: TicketingContext,
  ): Promise<EmailChangeCancelled | InvalidLink> {
    const link = cancellationOf(input)
    return onAccount(context, link.token, async () => {
      if ((await followCancellation(context.ask, link)) === 'refused') {
        return InvalidLink.of(isExpired(link, context.now()))
      }
      return EmailChangeCancelled.of(await endIfRevoked(context))
    })
  }
}
