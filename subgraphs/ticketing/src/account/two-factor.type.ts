// Signing in with a code of an authenticator app as well.
import { DateTime, Public } from '@ticketing/subgraph-kit'
import { createUnionType, Field, ObjectType, registerEnumType } from 'type-graphql'
import type { Setup, TwoFactorRefusal } from '../backend/two-factor.js'
import { User } from '../user/user.type.js'

@ObjectType({
  description: 'What the authenticator app has to be told; confirmTwoFactor then switches it on.',
})
@Public()
export class TwoFactorSetup {
  @Field(() => String, { description: 'The secret, to be typed into the app.' })
  readonly secret!: string

  @Field(() => String, { description: 'The same as an otpauth:// address, to be shown as a QR code.' })
  readonly otpauthUrl!: string

  @Field(() => DateTime, { description: 'Until when it has to be confirmed.' })
  readonly expiresAt!: Date

  static of(setup: Setup): TwoFactorSetup {
    return Object.assign(new TwoFactorSetup(), setup)
  }
}

@ObjectType({ description: 'The account asks for a code from now on.' })
@Public()
export class RecoveryCodes {
  @Field(() => [String], {
    description:
      'Each switches it off once, should the app be lost. They are shown this one time, and do not sign in.',
  })
  readonly codes!: readonly string[]

  static of(codes: readonly string[]): RecoveryCodes {
    return Object.assign(new RecoveryCodes(), { codes })
  }
}

export const TwoFactorRefusalEnum: { readonly [Reason in TwoFactorRefusal]: Reason } = {
  ALREADY_ENABLED: 'ALREADY_ENABLED',
  NOT_ENABLED: 'NOT_ENABLED',
  NO_SETUP: 'NO_SETUP',
  WRONG_CODE: 'WRONG_CODE',
}

registerEnumType(TwoFactorRefusalEnum, {
  name: 'TwoFactorRefusal',
  description: 'Why nothing was switched on or off.',
  valuesConfig: {
    ALREADY_ENABLED: { description: 'It is on already.' },
    NOT_ENABLED: { description: 'It is off already.' },
    NO_SETUP: { description: 'No set-up is open, or it is too old: begin again with enableTwoFactor.' },
    WRONG_CODE: { description: 'The code is wrong or too old.' },
  },
})

@ObjectType({ description: 'Nothing was changed.' })
@Public()
export class TwoFactorRefused {
  @Field(() => TwoFactorRefusalEnum, { description: 'Why.' })
  readonly reason!: TwoFactorRefusal

  static of(reason: TwoFactorRefusal): TwoFactorRefused {
    return Object.assign(new TwoFactorRefused(), { reason })
  }
}

export const EnableTwoFactorResult = createUnionType({
  name: 'EnableTwoFactorResult',
  description: 'What to tell the app, or why there is nothing to tell.',
  types: () => [TwoFactorSetup, TwoFactorRefused] as const,
})

export const ConfirmTwoFactorResult = createUnionType({
  name: 'ConfirmTwoFactorResult',
  description: 'The recovery codes, or why it was not switched on.',
  types: () => [RecoveryCodes, TwoFactorRefused] as const,
})

export const DisableTwoFactorResult = createUnionType({
  name: 'DisableTwoFactorResult',
  description: 'The person, whose account no longer asks for a code, or why it still does.',
  types: () => [User, TwoFactorRefused] as const,
})
