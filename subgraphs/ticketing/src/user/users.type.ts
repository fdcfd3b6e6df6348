import type { Role } from '@ticketing/session'
import { Field, InputType } from 'type-graphql'
import { RoleEnum } from './role.type.js'

@InputType({ description: 'Which people; those who meet all that is given.' })
export class UserFilter {
  @Field(() => String, { nullable: true, description: 'A part of the first name, in whatever case.' })
  readonly firstName?: string | null

  @Field(() => String, { nullable: true, description: 'A part of the last name, in whatever case.' })
  readonly lastName?: string | null

  @Field(() => String, { nullable: true, description: 'The e-mail address, whole.' })
  readonly email?: string | null

  @Field(() => RoleEnum, { nullable: true, description: 'What they may do.' })
  readonly role?: Role | null
}
