// A product as customers see it: places for one event. How each field is found stands in product.resolver.ts.
import { connectionType, Money, Public, Roles } from '@ticketing/subgraph-kit'
import { Directive, Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import type { Pricing, ProductFacts, ProductId } from '../backend/product-record.js'
import { ProductTranslation } from './translation.type.js'

@ObjectType({ description: 'Places for one event, sold as one ticket.' })
@Directive('@key(fields: "id")')
@Public()
export class Product {
  @Field(() => ID, { description: 'The number of the product.' })
  readonly id!: ProductId

  @Field(() => String, { description: 'The name of the event, in the language of the request.' })
  readonly name!: string

  @Field(() => String, { nullable: true, description: 'What the event is, in the language of the request.' })
  readonly description!: string | null

  @Field(() => String, { nullable: true, description: 'The sport or the ceremony.' })
  readonly category!: string | null

  @Field(() => String, { nullable: true, description: 'The venue and its city.' })
  readonly location!: string | null

  @Field(() => String, { nullable: true, description: 'The day of the event at its venue, as YYYY-MM-DD.' })
  readonly date!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'When it starts and when to come, written for people in the language of the request.',
  })
  readonly startsAtText!: string | null

  @Field(() => Int, { nullable: true, description: 'How many people one ticket admits.' })
  readonly places!: number | null

  @Field(() => String, { nullable: true, description: 'The address of its picture.' })
  readonly imageUrl?: string | null

  @Field(() => Money, {
    nullable: true,
    description:
      'What one ticket costs, after the discount. In a list of products it may be 30 seconds old; what is charged is what the cart says.',
  })
  readonly price?: Money | null

  @Field(() => Money, {
    nullable: true,
    description: 'What one ticket costs without a discount. In a list of products it may be 30 seconds old.',
  })
  readonly listPrice?: Money | null

  @Field(() => Float, {
    nullable: true,
    description:
      'The discount as a part of 1: 0.15 is 15 % off. In a list of products it may be 30 seconds old.',
  })
  readonly discountRate?: number | null

  @Field(() => Int, { nullable: true, description: 'How many tickets are left at this moment.' })
  readonly stock?: number | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether at least one ticket is left at this moment.',
  })
  readonly inStock?: boolean | null

  @Field(() => [ProductTranslation], {
    nullable: true,
    description: 'What it says in English, French and German, in this order.',
  })
  @Roles('ADMIN')
  readonly translations?: readonly ProductTranslation[] | null

  /** Not in the graph: what imageUrl is made from. */
  readonly imageFile!: string | null
  /** Not in the graph: what a list page says it costs; null where nothing but the product itself can tell. */
  readonly displayed!: Pricing | null

  /** The product of these facts; what costs another call is left to the resolver. */
  static of(facts: ProductFacts & { readonly displayed?: Pricing | null }): Product {
    return Object.assign(new Product(), { displayed: null, ...facts })
  }
}

export const ProductConnection = connectionType(Product, 'Product')

@InputType({ description: 'Which products to list. Conditions are combined with "and".' })
export class ProductFilter {
  @Field(() => String, { nullable: true, description: 'A part of the name, in the language of the request.' })
  readonly name?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'A part of the category, in the language of the request.',
  })
  readonly category?: string | null

  @Field(() => String, { nullable: true, description: 'A part of the venue or its city.' })
  readonly location?: string | null

  @Field(() => String, { nullable: true, description: 'The day of the event, as YYYY-MM-DD.' })
  readonly date?: string | null

  @Field(() => Int, { nullable: true, description: 'Only tickets that admit at least this many people.' })
  readonly minPlaces?: number | null
}

export const ProductSort = {
  NAME_ASC: 'NAME_ASC',
  NAME_DESC: 'NAME_DESC',
  PRICE_ASC: 'PRICE_ASC',
  PRICE_DESC: 'PRICE_DESC',
  DATE_ASC: 'DATE_ASC',
  DATE_DESC: 'DATE_DESC',
} as const
export type ProductSort = keyof typeof ProductSort

registerEnumType(ProductSort, {
  name: 'ProductSort',
  description: 'The order of a list of products.',
  valuesConfig: {
    NAME_ASC: { description: 'By name, from A to Z.' },
    NAME_DESC: { description: 'By name, from Z to A.' },
    PRICE_ASC: { description: 'By list price, the cheapest first.' },
    PRICE_DESC: { description: 'By list price, the dearest first.' },
    DATE_ASC: { description: 'By day, the earliest first.' },
    DATE_DESC: { description: 'By day, the latest first.' },
  },
})
