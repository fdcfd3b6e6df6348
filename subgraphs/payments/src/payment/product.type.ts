// Products belong to the ticketing subgraph; here they are only pointed at.
import { Public } from '@ticketing/subgraph-kit'
import { Directive, Field, ID, ObjectType } from 'type-graphql'

@ObjectType({ description: 'An event that tickets are sold for.' })
@Directive('@key(fields: "id", resolvable: false)')
@Public()
export class Product {
  @Field(() => ID, { description: 'Its id.' })
  id!: string

  static of(id: number): Product {
    return Object.assign(new Product(), { id: String(id) })
  }
}
