// What signing in leads to.
import { DateTime, OwnRecords, Public } from '@ticketing/subgraph-kit'
import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql'
import { User } from '../user/user.type.js'

@InputType({ description: 'What a person signs in with.' })
export class LoginInput {
  @Field(() => String, { description: 'The e-mail address of the account.' })
  readonly email!: string

  @Field(() => String, { description: 'The password.' })
  readonly password!: string

  @Field(() => String, {
    nullable: true,
    description: 'The six digits of the authenticator app, where the account asks for them.',
  })
  readonly twoFactorCode?: string | null

  @Field(() => Boolean, { defaultValue: false, description: 'Whether this device belongs to the person.' })
  readonly remember!: boolean

  @Field(() => ID, {
    nullable: true,
    description: "The guest's cart to add to the account's; by default that of the header X-Guest-Cart-Id.",
  })
  readonly guestCartId?: string | null
}

@ObjectType({ description: 'A person is signed in.' })
@Public()
export class Session {
  @Field(() => String, { description: 'To be sent with each request as "Authorization: Bearer …".' })
  readonly token!: string

  @Field(() => DateTime, { description: 'When the token ends; then the person signs in again.' })
  readonly expiresAt!: Date

  @Field(() => User, { nullable: true, description: 'Who is signed in.' })
  @OwnRecords()
  readonly user!: User
}

@ObjectType({ description: 'The account asks for a code of its authenticator app: sign in again with it.' })
@Public()
export class TwoFactorRequired {
  @Field(() => Boolean, { description: 'Whether a code was given that is wrong or too old.' })
  readonly codeRejected!: boolean
}

@ObjectType({
  description:
    'The e-mail address has not been confirmed yet; a message with a link has just been sent to it.',
})
@Public()
export class EmailNotVerified {
  @Field(() => String, { description: 'The address to which the link was sent.' })
  readonly email!: string
}

export const LoginResult = createUnionType({
  name: 'LoginResult',
  description: 'A session, or what is still missing. A wrong password is the error UNAUTHENTICATED.',
  types: () => [Session, TwoFactorRequired, EmailNotVerified] as const,
})
