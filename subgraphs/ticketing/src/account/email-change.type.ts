// Changing the address of an account.
import { Public } from '@ticketing/subgraph-kit'
import { createUnionType, Field, InputType, ObjectType } from 'type-graphql'
import { EmailTaken, InvalidLink } from './account.type.js'

@ObjectType({
  description:
    'Two mails are on their way: one to the new address, to be followed within an hour, and one to the old address, with which the change can be called off for two days.',
})
@Public()
export class EmailChangeRequested {
  @Field(() => String, { description: 'The new address; it applies once its link has been followed.' })
  readonly newEmail!: string

  static of(newEmail: string): EmailChangeRequested {
    return Object.assign(new EmailChangeRequested(), { newEmail })
  }
}

export const ChangeEmailResult = createUnionType({
  name: 'ChangeEmailResult',
  description: 'The request, or why there is none.',
  types: () => [EmailChangeRequested, EmailTaken] as const,
})

@InputType({ description: 'The link of a mail about a change of address: whole, or by its parts.' })
export class EmailChangeLinkInput {
  @Field(() => String, { nullable: true, description: 'The whole link, in place of the parts below.' })
  readonly link?: string | null

  @Field(() => String, { nullable: true, description: 'The token in the link.' })
  readonly token?: string | null

  @Field(() => String, { nullable: true, description: 'Until when the link holds, as it stands in it.' })
  readonly expires?: string | null

  @Field(() => String, { nullable: true, description: 'The proof that we made the link.' })
  readonly signature?: string | null
}

const SIGNED_OUT = 'Whether the caller was signed in to that account, and so is signed out now.'

@ObjectType({ description: 'The new address applies. The person signs in again, everywhere.' })
@Public()
export class EmailChanged {
  @Field(() => Boolean, { description: SIGNED_OUT })
  readonly signedOut!: boolean

  static of(signedOut: boolean): EmailChanged {
    return Object.assign(new EmailChanged(), { signedOut })
  }
}

@ObjectType({ description: 'The old address applies. The person signs in again, everywhere.' })
@Public()
export class EmailChangeCancelled {
  @Field(() => Boolean, { description: SIGNED_OUT })
  readonly signedOut!: boolean

  static of(signedOut: boolean): EmailChangeCancelled {
    return Object.assign(new EmailChangeCancelled(), { signedOut })
  }
}

export const ConfirmEmailChangeResult = createUnionType({
  name: 'ConfirmEmailChangeResult',
  description: 'The new address, or why it does not apply.',
  types: () => [EmailChanged, InvalidLink] as const,
})

export const CancelEmailChangeResult = createUnionType({
  name: 'CancelEmailChangeResult',
  description: 'The old address, or why nothing was called off.',
  types: () => [EmailChangeCancelled, InvalidLink] as const,
})
