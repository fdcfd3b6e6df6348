// The payments room owns this type; here it gets its tickets.
import { Public } from '@ticketing/subgraph-kit'
import { Directive, Field, ID, ObjectType } from 'type-graphql'

@ObjectType({ description: 'What somebody paid, or is about to pay, for tickets.' })
@Directive('@key(fields: "uuid")')
@Public()
export class Payment {
  @Field(() => ID, { description: 'The number of the payment, a UUID.' })
  readonly uuid!: string

  static of(uuid: string): Payment {
    return Object.assign(new Payment(), { uuid })
  }
}
