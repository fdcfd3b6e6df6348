// How starting a payment can end. StockUnavailable and its lines have the same shape in the ticketing subgraph.
import { Public } from '@ticketing/subgraph-kit'
import { createUnionType, Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import type { PaymentMethod } from '../backend/words.js'
import { PaymentMethodEnum } from '../payment/payment.enums.js'
import { Payment } from '../payment/payment.type.js'
import { Product } from '../payment/product.type.js'

@InputType({ description: 'What you want to pay, and how.' })
export class StartPaymentInput {
  @Field(() => ID, { description: 'The id of your cart.' })
  cartId!: string

  @Field(() => PaymentMethodEnum, {
    defaultValue: 'STRIPE',
    description: 'How you want to pay; FREE is refused.',
  })
  method!: PaymentMethod

  @Field(() => ID, {
    nullable: true,
    description:
      'Leave it out: quotes, which would promise prices, do not exist yet, and any value is refused.',
  })
  quoteId?: string | null
}

@ObjectType({ description: 'The payment is open: finish it with Stripe, by its client secret.' })
@Public()
export class StartedPayment {
  @Field(() => Payment, { description: 'The payment, pending.' })
  payment!: Payment

  @Field(() => String, { description: "What Stripe's form in the browser needs; keep it to yourself." })
  clientSecret!: string
}

@ObjectType({ description: 'There is nothing in the cart to pay for.' })
@Public()
export class EmptyCart {
  @Field(() => ID, { description: 'The id of the cart.' })
  cartId!: string
}

@ObjectType({
  description:
    'The cart has been paid already, so nothing was opened. It is emptied, at the latest once the payment is PAID, unless it has changed since.',
})
@Public()
export class CartAlreadyPaid {
  @Field(() => Payment, { description: 'The payment with which that was done.' })
  payment!: Payment
}

@ObjectType({ description: 'A product of which fewer tickets are left than the cart would need.' })
@Directive('@shareable')
@Public()
export class StockShortage {
  @Field(() => Product, { nullable: true, description: 'The product.' })
  product!: Product | null

  @Field(() => Int, { description: 'How many tickets were asked for.' })
  requested!: number

  @Field(() => Int, { description: 'How many tickets are left.' })
  available!: number
}

@ObjectType({ description: 'There are not enough tickets left; nothing was changed.' })
@Directive('@shareable')
@Public()
export class StockUnavailable {
  @Field(() => [StockShortage], {
    description: 'What is short, which may be other lines than the one asked for.',
  })
  lines!: readonly StockShortage[]
}

export const StartPaymentResult = createUnionType({
  name: 'StartPaymentResult',
  description: 'The open payment, or why there is none.',
  types: () => [StartedPayment, StockUnavailable, EmptyCart, CartAlreadyPaid] as const,
})
