// A product as customers see it: places for one event. How each field is found stands in product.resolver.ts.
import { connectionType, Money, Public, Roles } from '@ticketing/subgraph-kit'
import { Directive, Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import type { Pricing, ProductFacts, ProductId, ProductRecord } from '../backend/product-record.js'
import { ProductTranslation } from './translation.type.js'

/** What a product is, with its price where that is known: on a list page, or read by itself. */
type Known = ProductFacts &
  Partial<Pick<ProductRecord, 'offer'>> & { readonly displayed?: Pricing | null; readonly together?: boolean }

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
      'What one ticket costs, after the discount. Where several products are shown at once it may be 30 seconds old; what is charged is what the cart says.',
  })
  readonly price?: Money | null

  @Field(() => Money, {
    nullable: true,
    description:
      'What one ticket costs without a discount. Where several products are shown at once it may be 30 seconds old.',
  })
  readonly listPrice?: Money | null

  @Field(() => Float, {
    nullable: true,
    description:
      'The discount as a part of 1: 0.15 is 15 % off. Where several products are shown at once it may be 30 seconds old.',
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
  /** Not in the graph: what it is known to cost; null where that has to be read, if it is asked for. */
  readonly displayed!: Pricing | null
  /** Not in the graph: what has to be read yet may be read together with other products, some seconds old. */
  readonly together!: boolean

  /** The product of these facts; what costs another call is left to the resolver. */
  static of(known: Known): Product {
    const { id, name, description, category, location, date, startsAtText, places, imageFile } = known
    const displayed = known.displayed ?? known.offer ?? null
    const facts = { id, name, description, category, location, date, startsAtText, places, imageFile }
    return Object.assign(new Product(), facts, { displayed, together: known.together ?? false })
  }

  /** A product of which nothing is known but its number: to be asked for nothing else but what is read apart. */
  static bare(id: ProductId, { together }: { readonly together: boolean }): Product {
    return Object.assign(new Product(), { id, displayed: null, together })
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
