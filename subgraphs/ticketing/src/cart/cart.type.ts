// What a person is about to buy.
import { Money, Public } from '@ticketing/subgraph-kit'
import { createUnionType, Directive, Field, ID, Int, ObjectType } from 'type-graphql'
import type { ProductFacts, ProductId } from '../backend/product-record.js'
import { Product } from '../product/product.type.js'

@ObjectType({ description: 'Some tickets for one product, in a cart.' })
@Public()
export class CartItem {
  @Field(() => Product, { nullable: true, description: 'What the tickets are for.' })
  readonly product?: Product | null

  @Field(() => Int, { description: 'How many tickets.' })
  readonly quantity!: number

  @Field(() => Money, { description: 'What one ticket costs now, after the discount.' })
  readonly unitPrice!: Money

  @Field(() => Money, { description: 'What these tickets cost together.' })
  readonly lineTotal!: Money

  @Field(() => Boolean, { description: 'Whether that many tickets are left at this moment.' })
  readonly inStock!: boolean

  @Field(() => Int, {
    description: 'How many tickets are left at this moment. Nothing is held back for a cart.',
  })
  readonly available!: number

  /** Not in the graph: what the cart says of the product. */
  readonly known!: ProductFacts
}

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

  @Field(() => [CartItem], { description: 'The tickets in the cart, one item for each product.' })
  readonly items!: readonly CartItem[]

  @Field(() => Money, { nullable: true, description: 'What the whole cart costs now.' })
  readonly total!: Money
}

@ObjectType({ description: 'A product of which fewer tickets are left than the cart would need.' })
@Directive('@shareable')
@Public()
export class StockShortage {
  @Field(() => Product, { nullable: true, description: 'The product.' })
  readonly product?: Product | null

  @Field(() => Int, { description: 'How many tickets were asked for.' })
  readonly requested!: number

  @Field(() => Int, { description: 'How many tickets are left.' })
  readonly available!: number

  /** Not in the graph: where `product` is found. */
  readonly productId!: ProductId
}

@ObjectType({ description: 'There are not enough tickets left; nothing was changed.' })
@Directive('@shareable')
@Public()
export class StockUnavailable {
  @Field(() => [StockShortage], {
    description: 'What is short, which may be other lines than the one asked for.',
  })
  readonly lines!: readonly StockShortage[]
}

export const SetCartItemResult = createUnionType({
  name: 'SetCartItemResult',
  description: 'The changed cart, or what is short.',
  types: () => [Cart, StockUnavailable] as const,
})
