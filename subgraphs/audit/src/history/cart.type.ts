// Carts belong to the ticketing subgraph; here they get their history.
import { Public } from '@ticketing/subgraph-kit'
import { Directive, Field, ID, ObjectType } from 'type-graphql'

@ObjectType({
  description: 'What a person is about to buy. Guests have a cart too; signing in merges the two.',
})
@Directive('@key(fields: "id")')
@Public()
export class Cart {
  @Field(() => ID, {
    description: "The number of the cart. A guest's is a UUID: whoever knows it has the cart.",
  })
  readonly id!: string

  static of(id: string): Cart {
    return Object.assign(new Cart(), { id })
  }
}
