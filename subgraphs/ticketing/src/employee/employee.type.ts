import { createUnionType, Field, InputType } from 'type-graphql'
import { EmailTaken, PasswordRefused } from '../account/account.type.js'
import { User } from '../user/user.type.js'

@InputType({ description: 'Who is to admit people.' })
export class CreateEmployeeInput {
  @Field(() => String, { description: 'The first name, of at most 100 characters.' })
  readonly firstName!: string

  @Field(() => String, { description: 'The last name, of at most 100 characters.' })
  readonly lastName!: string

  @Field(() => String, { description: 'The e-mail address to sign in with; it counts as confirmed.' })
  readonly email!: string

  @Field(() => String, {
    description: 'At least 15 characters, with upper and lower case, a number and a symbol.',
  })
  readonly password!: string
}

export const CreateEmployeeResult = createUnionType({
  name: 'CreateEmployeeResult',
  description: 'The employee, or why there is none.',
  types: () => [User, EmailTaken, PasswordRefused] as const,
})
