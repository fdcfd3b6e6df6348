// Payments belong to the payments subgraph; here they get their history.
import { type Owned, OwnerOr, Public, type Representation } from '@ticketing/subgraph-kit'
import { Directive, Field, ID, ObjectType } from 'type-graphql'
import { ownerIn } from './owner.rules.js'
import { User } from './user.type.js'

@ObjectType({ description: 'What somebody paid, or is about to pay, for tickets.' })
@Directive('@key(fields: "uuid")')
@OwnerOr('ADMIN')
export class Payment implements Owned {
  @Field(() => ID, { description: 'The number of the payment, a UUID.' })
  @Public()
  readonly uuid!: string

  @Field(() => User, { nullable: true, description: 'Who pays.' })
  @Directive('@external')
  readonly user?: User | null

  readonly ownerId!: number | null

  /** As far as its owner is told with it. */
  static of(representation: Representation): Payment {
    const uuid = String(representation.uuid)
    return Object.assign(new Payment(), { uuid, ownerId: ownerIn(representation) })
  }

  /** Nobody's, as far as this subgraph knows. */
  static named(uuid: string): Payment {
    return Object.assign(new Payment(), { uuid, ownerId: null })
  }
}
