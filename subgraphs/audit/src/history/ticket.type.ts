// Tickets belong to the ticketing subgraph; here they get their history.
import { type Owned, OwnerOr, Public, type Representation } from '@ticketing/subgraph-kit'
import { Directive, Field, ID, ObjectType } from 'type-graphql'
import { ownerIn } from './owner.rules.js'
import { User } from './user.type.js'

@ObjectType({ description: 'Admits its holder to one event.' })
@Directive('@key(fields: "id")')
@OwnerOr('ADMIN')
export class Ticket implements Owned {
  @Field(() => ID, { description: 'The number of the ticket.' })
  @Public()
  readonly id!: string

  @Field(() => String, {
    nullable: true,
    description: 'What an employee types to admit the holder when the QR code cannot be read.',
  })
  @Directive('@external')
  readonly token?: string | null

  @Field(() => User, { nullable: true, description: 'Whom it was sold to.' })
  @Directive('@external')
  readonly user?: User | null

  readonly ownerId!: number | null

  static of(representation: Representation): Ticket {
    const { id, token } = representation
    const known = typeof token === 'string' ? token : null
    return Object.assign(new Ticket(), { id: String(id), token: known, ownerId: ownerIn(representation) })
  }
}
