// Choosing a new password.
import { Public } from '@ticketing/subgraph-kit'
import { createUnionType, Field, InputType, ObjectType } from 'type-graphql'
import { User } from '../user/user.type.js'
import { InvalidLink, PasswordRefused } from './account.type.js'

const NEW_PASSWORD =
  'The new password: at least 15 characters, with upper and lower case, a number and a symbol.'

@InputType({ description: 'A new password for somebody who forgot the old one.' })
export class ResetPasswordInput {
  @Field(() => String, {
    nullable: true,
    description: 'The whole link of the mail, in place of token and email.',
  })
  readonly link?: string | null

  @Field(() => String, { nullable: true, description: 'The token in the link of the mail.' })
  readonly token?: string | null

  @Field(() => String, { nullable: true, description: 'The e-mail address of the account.' })
  readonly email?: string | null

  @Field(() => String, { description: NEW_PASSWORD })
  readonly newPassword!: string
}

@ObjectType({ description: 'The new password applies.' })
@Public()
export class PasswordReset {
  @Field(() => String, { description: 'The address to sign in with.' })
  readonly email!: string

  static of(email: string): PasswordReset {
    return Object.assign(new PasswordReset(), { email })
  }
}

export const ResetPasswordResult = createUnionType({
  name: 'ResetPasswordResult',
  description: 'The new password, or why it does not apply.',
  types: () => [PasswordReset, InvalidLink, PasswordRefused] as const,
})

@InputType({ description: 'The old password and the new one.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The present password.' })
  readonly currentPassword!: string

  @Field(() => String, { description: NEW_PASSWORD })
  readonly newPassword!: string
}

export const ChangePasswordResult = createUnionType({
  name: 'ChangePasswordResult',
  description: 'The person whose new password applies, or why it does not.',
  types: () => [User, PasswordRefused] as const,
})
