import type { Role } from '@ticketing/session'
import { createUnionType, Field, InputType } from 'type-graphql'
import { EmailTaken } from '../account/account.type.js'
import { RoleEnum } from './role.type.js'
import { User } from './user.type.js'

@InputType({ description: 'What an admin changes of an account; what is left out stays as it is.' })
export class UpdateUserInput {
  @Field(() => String, { nullable: true, description: 'The first name, of at most 100 characters.' })
  readonly firstName?: string | null

  @Field(() => String, { nullable: true, description: 'The last name, of at most 100 characters.' })
  readonly lastName?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'The e-mail address. It applies at once, without a mail, and ends the sessions of the person.',
  })
  readonly email?: string | null

  @Field(() => RoleEnum, {
    nullable: true,
    description: 'What the person may do, in the sessions that are open too.',
  })
  readonly role?: Role | null

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the person may sign in; false ends the sessions of the person as well. Tokens that were taken from the REST API itself stay good there until they expire.',
  })
  readonly isActive?: boolean | null

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True: the account asks for no code any more, should the app be lost. Only the person can switch it on.',
  })
  readonly disableTwoFactor?: boolean | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: the e-mail address counts as confirmed.',
  })
  readonly markEmailVerified?: boolean | null
}

export const UpdateUserResult = createUnionType({
  name: 'UpdateUserResult',
  description: 'The person after the change, or why there was none.',
  types: () => [User, EmailTaken] as const,
})
