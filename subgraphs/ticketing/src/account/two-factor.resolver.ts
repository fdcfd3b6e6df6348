import { OwnRecords, Rest, SignedIn } from '@ticketing/subgraph-kit'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { beginSetup, confirmSetup, switchOff, twoFactorRefusalOf } from '../backend/two-factor.js'
import type { TicketingContext } from '../context.js'
import { freshUser } from '../user/user.loader.js'
import type { User } from '../user/user.type.js'
import { onOwnAccount } from './one-at-a-time.js'
import {
  ConfirmTwoFactorResult,
  DisableTwoFactorResult,
  EnableTwoFactorResult,
  RecoveryCodes,
  TwoFactorRefused,
  TwoFactorSetup,
} from './two-factor.type.js'

/** What a step gives, or why it was refused. */
async function orRefused<T>(step: Promise<T>): Promise<T | TwoFactorRefused> {
  try {
    return await step
  } catch (fault) {
    const reason = twoFactorRefusalOf(fault)
    if (reason === null) throw fault
    return TwoFactorRefused.of(reason)
  }
}

@Resolver()
export class TwoFactorResolver {
  @Mutation(() => EnableTwoFactorResult, {
    nullable: true,
    description: "Begins to protect the caller's account with an authenticator app.",
  })
  @SignedIn()
  @OwnRecords()
  @Rest('POST /api/auth/2fa/enable')
  enableTwoFactor(@Ctx() context: TicketingContext): Promise<TwoFactorSetup | TwoFactorRefused> {
    return onOwnAccount(context, () => orRefused(beginSetup(context.ask).then(TwoFactorSetup.of)))
  }

  @Mutation(() => ConfirmTwoFactorResult, {
    nullable: true,
    description:
      'Switches the protection on that enableTwoFactor began, with a code of the app that was set up.',
  })
  @SignedIn()
  @OwnRecords()
  @Rest('POST /api/auth/2fa/confirm')
  confirmTwoFactor(
    @Arg('code', () => String, { description: 'The six digits of the app.' }) code: string,
    @Ctx() context: TicketingContext,
  ): Promise<RecoveryCodes | TwoFactorRefused> {
    return onOwnAccount(context, () => orRefused(confirmSetup(context.ask, code).then(RecoveryCodes.of)))
  }

  @Mutation(() => DisableTwoFactorResult, {
    nullable: true,
    description: 'Switches the protection by an authenticator app off.',
  })
  @SignedIn()
  @OwnRecords()
  @Rest('POST /api/auth/2fa/disable')
  disableTwoFactor(
    @Arg('code', () => String, { description: 'The six digits of the app, or a recovery code.' })
    code: string,
    @Ctx() context: TicketingContext,
  ): Promise<User | TwoFactorRefused> {
    const off = async () => switchOff(context.ask, code)
    return onOwnAccount(context, ({ userId, role }) =>
      orRefused(off().then(() => freshUser(context, userId, role))),
    )
  }
}
