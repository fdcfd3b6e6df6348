import { Money, Public } from '@ticketing/subgraph-kit'
import { Field, Float, Int, ObjectType } from 'type-graphql'
import type { PaidLine } from '../backend/payment-record.parser.js'
import { Product } from './product.type.js'

@ObjectType({ description: 'What was bought in a payment, at the prices of when the payment was started.' })
@Public()
export class PaymentLine {
  @Field(() => Product, { nullable: true, description: 'The product as it is today.' })
  product!: Product | null

  @Field(() => String, { description: 'Its name, in the language of the request.' })
  name!: string

  @Field(() => String, { nullable: true, description: 'Its category, in the language of the request.' })
  category!: string | null

  @Field(() => Int, { description: 'How many were bought.' })
  quantity!: number

  @Field(() => Money, { nullable: true, description: 'The price of one without the discount.' })
  listPrice!: Money | null

  @Field(() => Float, { nullable: true, description: 'The discount as a part of 1: 0.15 is 15 % off.' })
  discountRate!: number | null

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
      category: line.category,
      quantity: line.quantity,
      listPrice: line.listPrice && Money.of(line.listPrice),
      discountRate: line.discountRate,
      unitPrice: Money.of(line.unitPrice),
      lineTotal: Money.of(line.lineTotal),
      places: line.places,
    })
  }
}
