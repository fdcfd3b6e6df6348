// A person with an account. A record of this type is only ever made for the person and for staff, so names and address
// need no rule of their own: somebody else's user is null as a whole.
import type { Role } from '@ticketing/session'
import {
  connectionType,
  DateTime,
  type Owned,
  OwnerOr,
  OwnRecords,
  Public,
  Roles,
} from '@ticketing/subgraph-kit'
import { Directive, Field, ID, ObjectType } from 'type-graphql'
import type { Account, Profile } from '../backend/users.js'
import { RoleEnum } from './role.type.js'

@ObjectType({ description: 'A new e-mail address that waits for its link to be followed.' })
@Roles('ADMIN')
export class PendingEmailChange {
  @Field(() => String, { nullable: true, description: 'The address that applies until then.' })
  readonly oldEmail!: string

  @Field(() => String, { nullable: true, description: 'The address that was asked for.' })
  readonly newEmail!: string

  @Field(() => DateTime, { nullable: true, description: 'When it was asked for.' })
  readonly requestedAt!: Date | null
}

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
    description: 'What the person may do; null to employees, who see the names only.',
  })
  @OwnRecords('ADMIN')
  readonly role!: Role | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the account asks for a code of an authenticator app.',
  })
  @OwnerOr('ADMIN')
  readonly twoFactorEnabled?: boolean | null

  @Field(() => Boolean, { nullable: true, description: 'Whether the person may sign in.' })
  @Roles('ADMIN')
  readonly isActive?: boolean | null

  @Field(() => DateTime, { nullable: true, description: 'When the account was made.' })
  @Roles('ADMIN')
  readonly createdAt?: Date | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the e-mail address was confirmed; null before that.',
  })
  @Roles('ADMIN')
  readonly emailVerifiedAt?: Date | null

  @Field(() => PendingEmailChange, {
    nullable: true,
    description: 'The change of address that waits for its confirmation; null when there is none.',
  })
  @Roles('ADMIN')
  readonly pendingEmailChange?: PendingEmailChange | null

  /** Not in the graph: what has been read already, so that it is not read again. */
  readonly profile!: Profile | null
  readonly account!: Account | null

  get ownerId(): number {
    return this.id
  }

  static of(user: Pick<User, 'id' | 'role'> & { readonly profile?: Profile }): User {
    return Object.assign(new User(), { profile: null, account: null, ...user })
  }

  static ofAccount(account: Account): User {
    const { id, role } = account
    return Object.assign(new User(), { id, role, profile: account, account })
  }
}

export const UserConnection = connectionType(User, 'User')
