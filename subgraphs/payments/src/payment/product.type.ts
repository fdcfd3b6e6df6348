// Products belong to the ticketing subgraph; here they are only pointed at.
import { Public } from '@ticketing/subgraph-kit'
import { Directive, Field, ID, ObjectType } from 'type-graphql'

@ObjectType({ description: 'Places for one event, sold as one ticket.' })
@Directive('@key(fields: "id", resolvable: false)')
@Public()
export class Product {
  @Field(() => ID, { description: 'The number of the product.' })
  id!: string

  static of(id: number): Product {
    return Object.assign(new Product(), { id: String(id) })
  }
}
