// A person with an account. A record of this type is only ever made for the person and for staff, so its fields need
// no rule of their own: somebody else's user is null as a whole.
import type { Role } from '@ticketing/session'
import { type Owned, Public } from '@ticketing/subgraph-kit'
import { Directive, Field, ID, ObjectType } from 'type-graphql'
import type { Profile } from '../backend/users.js'
import { RoleEnum } from './role.type.js'

@ObjectType({ description: 'A person with an account. Seen by that person, by employees and by admins.' })
@Directive('@key(fields: "id")')
@Public()
export class User implements Owned {
  @Field(() => ID, { description: 'The number of the account.' })
  readonly id!: number

  @Field(() => String, { nullable: true, description: 'The first name.' })
  readonly firstName?: string | null

  @Field(() => String, { nullable: true, description: 'The last name.' })
  readonly lastName?: string | null

  @Field(() => String, { nullable: true, description: 'The e-mail address used to sign in.' })
  readonly email?: string | null

  @Field(() => RoleEnum, {
    nullable: true,
    description: 'What the person may do; null where only the names are known.',
  })
  readonly role!: Role | null

  /** Not in the graph: what has been read already, so that it is not read again. */
  readonly profile!: Profile | null

  get ownerId(): number {
    return this.id
  }

  static of(user: Pick<User, 'id' | 'role'> & { readonly profile?: Profile }): User {
    return Object.assign(new User(), { profile: null, ...user })
  }
}
