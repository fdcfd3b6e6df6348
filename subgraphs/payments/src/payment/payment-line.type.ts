import { Money, Public } from '@ticketing/subgraph-kit'
import { Field, Int, ObjectType } from 'type-graphql'
import type { PaidLine } from '../backend/payment-records.js'
import { Product } from './product.type.js'

@ObjectType({ description: 'What was bought in a payment, as it was when the payment was started.' })
@Public()
export class PaymentLine {
  @Field(() => Product, { nullable: true, description: 'The product as it is today.' })
  product!: Product | null

  @Field(() => String, { description: 'Its name at the time, in the language of the purchase.' })
  name!: string

  @Field(() => Int, { description: 'How many were bought.' })
  quantity!: number

  @Field(() => Money, { description: 'The price of one, discount included.' })
  unitPrice!: Money

  @Field(() => Money, { description: 'The price of all of them.' })
  lineTotal!: Money

  @Field(() => Int, { nullable: true, description: 'How many people one ticket admits.' })
  places!: number | null

  static of(line: PaidLine): PaymentLine {
    return Object.assign(new PaymentLine(), {
      product: Product.of(line.productId),
      name: line.name,
      quantity: line.quantity,
      unitPrice: Money.of(line.unitPrice),
      lineTotal: Money.of(line.lineTotal),
      places: line.places,
    })
  }
}
