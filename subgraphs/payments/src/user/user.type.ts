// Users belong to the ticketing subgraph; here they get their payments and invoices.
import { type Owned, Public } from '@ticketing/subgraph-kit'
import { Directive, Field, ID, ObjectType } from 'type-graphql'

@ObjectType({ description: 'A person with an account. Seen by that person, by employees and by admins.' })
@Directive('@key(fields: "id")')
export class User implements Owned {
  @Field(() => ID, { description: 'The number of the account.' })
  @Public()
  id!: string

  readonly ownerId!: number

  /** Any user id: the fields that say something about the user check who may see it. */
  static of(id: number): User {
    return Object.assign(new User(), { id: String(id), ownerId: id })
  }
}
