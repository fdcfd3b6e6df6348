// Why something about an account was not done, where the person can help it.
import { Public } from '@ticketing/subgraph-kit'
import { Field, ObjectType, registerEnumType } from 'type-graphql'
import type { PasswordFault } from './account.rules.js'

@ObjectType({ description: 'Nothing was changed: an account with this e-mail address exists.' })
@Public()
export class EmailTaken {
  // Not `email`: a client asks for that of the User beside it, whose type is another.
  @Field(() => String, { description: 'The address.' })
  readonly address!: string

  static of(address: string): EmailTaken {
    return Object.assign(new EmailTaken(), { address })
  }
}

@ObjectType({
  description:
    'Nothing was changed: the link was not made by us, has been used, or is too old. Ask for a new one.',
})
@Public()
export class InvalidLink {
  @Field(() => Boolean, { description: 'Whether the link itself says that it is too old.' })
  readonly expired!: boolean

  static of(expired: boolean): InvalidLink {
    return Object.assign(new InvalidLink(), { expired })
  }
}

export const PasswordFaultEnum: { readonly [Fault in PasswordFault]: Fault } = {
  CURRENT_PASSWORD_WRONG: 'CURRENT_PASSWORD_WRONG',
  TOO_SHORT: 'TOO_SHORT',
  NO_MIXED_CASE: 'NO_MIXED_CASE',
  NO_NUMBER: 'NO_NUMBER',
  NO_SYMBOL: 'NO_SYMBOL',
}

registerEnumType(PasswordFaultEnum, {
  name: 'PasswordFault',
  description: 'What is wrong with a password.',
  valuesConfig: {
    CURRENT_PASSWORD_WRONG: { description: 'The present password is another one.' },
    TOO_SHORT: { description: 'The new one has fewer than 15 characters.' },
    NO_MIXED_CASE: { description: 'The new one lacks an upper-case or a lower-case letter.' },
    NO_NUMBER: { description: 'The new one has no number.' },
    NO_SYMBOL: { description: 'The new one has no symbol, such as a full stop or a space.' },
  },
})

@ObjectType({ description: 'Nothing was changed: a password is not accepted.' })
@Public()
export class PasswordRefused {
  @Field(() => [PasswordFaultEnum], { description: 'All that is wrong.' })
  readonly faults!: readonly PasswordFault[]

  static of(faults: readonly PasswordFault[]): PasswordRefused {
    return Object.assign(new PasswordRefused(), { faults })
  }
}
