// Users belong to the ticketing subgraph; here they say whose a payment or a ticket is.
import { Public } from '@ticketing/subgraph-kit'
import { Directive, Field, ID, ObjectType } from 'type-graphql'

@ObjectType({ description: 'A person with an account. Seen by that person, by employees and by admins.' })
@Directive('@key(fields: "id")')
export class User {
  @Field(() => ID, { description: 'The number of the account.' })
  @Public()
  readonly id!: string
}
