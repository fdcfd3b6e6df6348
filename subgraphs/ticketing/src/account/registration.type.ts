// Making an account, and proving its address.
import { Public } from '@ticketing/subgraph-kit'
import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql'
import { EmailTaken, InvalidLink, PasswordRefused } from './account.type.js'

@InputType({ description: 'What makes an account.' })
export class RegisterInput {
  @Field(() => String, { description: 'The first name, of at most 100 characters.' })
  readonly firstName!: string

  @Field(() => String, { description: 'The last name, of at most 100 characters.' })
  readonly lastName!: string

  @Field(() => String, { description: 'The e-mail address to sign in with; a link is sent to it.' })
  readonly email!: string

  @Field(() => String, {
    description: 'At least 15 characters, with upper and lower case, a number and a symbol.',
  })
  readonly password!: string

  @Field(() => Boolean, { description: 'Must be true: the person accepts the terms and conditions.' })
  readonly acceptTerms!: boolean

  @Field(() => String, {
    nullable: true,
    description: 'What the captcha gave when it was solved. The ticketing backend wants one.',
  })
  readonly captchaToken?: string | null
}

@ObjectType({ description: 'The account is made; it opens when the link that was mailed is followed.' })
@Public()
export class Registered {
  @Field(() => String, { description: 'The address to which the link was sent.' })
  readonly email!: string

  static of(email: string): Registered {
    return Object.assign(new Registered(), { email })
  }
}

@ObjectType({ description: 'Nothing was changed: the captcha has to be solved (again).' })
@Public()
export class CaptchaRefused {
  @Field(() => Boolean, { description: 'Whether a token was given that is not accepted.' })
  readonly tokenRejected!: boolean

  static of(tokenRejected: boolean): CaptchaRefused {
    return Object.assign(new CaptchaRefused(), { tokenRejected })
  }
}

export const RegisterResult = createUnionType({
  name: 'RegisterResult',
  description: 'The account, or why there is none.',
  types: () => [Registered, EmailTaken, PasswordRefused, CaptchaRefused] as const,
})

@InputType({ description: 'The link of the mail that opens an account: whole, or by its parts.' })
export class VerifyEmailInput {
  @Field(() => String, { nullable: true, description: 'The whole link, in place of the parts below.' })
  readonly link?: string | null

  @Field(() => ID, { nullable: true, description: 'The number of the account, from the path of the link.' })
  readonly id?: string | null

  @Field(() => String, { nullable: true, description: 'What follows the number in the path.' })
  readonly hash?: string | null

  @Field(() => String, { nullable: true, description: 'Until when the link holds, as it stands in it.' })
  readonly expires?: string | null

  @Field(() => String, { nullable: true, description: 'The proof that we made the link.' })
  readonly signature?: string | null
}

@ObjectType({ description: 'The e-mail address is confirmed; its account is open.' })
@Public()
export class EmailVerified {
  @Field(() => Boolean, { description: 'Whether it had been confirmed before.' })
  readonly already!: boolean

  static of(already: boolean): EmailVerified {
    return Object.assign(new EmailVerified(), { already })
  }
}

export const VerifyEmailResult = createUnionType({
  name: 'VerifyEmailResult',
  description: 'The confirmation, or why there is none.',
  types: () => [EmailVerified, InvalidLink] as const,
})
