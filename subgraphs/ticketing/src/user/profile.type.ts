import { Field, InputType } from 'type-graphql'

@InputType({ description: 'What the person changes; what is left out stays as it is.' })
export class UpdateProfileInput {
  @Field(() => String, { nullable: true, description: 'The first name, of at most 100 characters.' })
  readonly firstName?: string | null

  @Field(() => String, { nullable: true, description: 'The last name, of at most 100 characters.' })
  readonly lastName?: string | null
}
