// What admins write about a product.
import { MoneyInput } from '@ticketing/subgraph-kit'
import { Field, Float, InputType, Int } from 'type-graphql'

@InputType({ description: 'What a product says in one language.' })
export class ProductTextInput {
  @Field(() => String, { description: 'The name of the event, of 1 to 255 characters.' })
  readonly name!: string

  @Field(() => String, { description: 'What the event is.' })
  readonly description!: string

  @Field(() => String, { description: 'The sport or the ceremony, of 1 to 100 characters.' })
  readonly category!: string

  @Field(() => String, { description: 'The venue and its city, of 1 to 255 characters.' })
  readonly location!: string

  @Field(() => String, {
    description: 'When it starts and when to come, written for people, of 1 to 255 characters.',
  })
  readonly startsAtText!: string
}

@InputType({ description: 'What a product says in each of its three languages.' })
export class ProductTextsInput {
  @Field(() => ProductTextInput, { description: 'In English.' })
  readonly en!: ProductTextInput

  @Field(() => ProductTextInput, { description: 'In French.' })
  readonly fr!: ProductTextInput

  @Field(() => ProductTextInput, { description: 'In German.' })
  readonly de!: ProductTextInput
}

@InputType({ description: 'A new product. Its picture is uploaded afterwards.' })
export class CreateProductInput {
  @Field(() => MoneyInput, { description: 'What one ticket costs without a discount, in EUR.' })
  readonly listPrice!: MoneyInput

  @Field(() => Float, {
    nullable: true,
    defaultValue: 0,
    description: 'The discount as a part of 1, from 0 to 1 in steps of 0.01: 0.15 is 15 % off.',
  })
  readonly discountRate?: number | null

  @Field(() => Int, { description: 'How many tickets can be sold, 0 or more.' })
  readonly stock!: number

  @Field(() => String, { description: 'The day of the event at its venue, as YYYY-MM-DD.' })
  readonly date!: string

  @Field(() => Int, { description: 'How many people one ticket admits, 1 or more.' })
  readonly places!: number

  @Field(() => ProductTextsInput, { description: 'What it says; all three languages are needed.' })
  readonly translations!: ProductTextsInput
}

@InputType({ description: 'What changes in one language; what is not given stays.' })
export class UpdateProductTextInput {
  @Field(() => String, { nullable: true, description: 'The name of the event, of 1 to 255 characters.' })
  readonly name?: string | null

  @Field(() => String, { nullable: true, description: 'What the event is.' })
  readonly description?: string | null

  @Field(() => String, { nullable: true, description: 'The sport or the ceremony, of 1 to 100 characters.' })
  readonly category?: string | null

  @Field(() => String, { nullable: true, description: 'The venue and its city, of 1 to 255 characters.' })
  readonly location?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'When it starts and when to come, written for people, of 1 to 255 characters.',
  })
  readonly startsAtText?: string | null
}

@InputType({ description: 'What changes, by language; what is not given stays.' })
export class UpdateProductTextsInput {
  @Field(() => UpdateProductTextInput, { nullable: true, description: 'In English.' })
  readonly en?: UpdateProductTextInput | null

  @Field(() => UpdateProductTextInput, { nullable: true, description: 'In French.' })
  readonly fr?: UpdateProductTextInput | null

  @Field(() => UpdateProductTextInput, { nullable: true, description: 'In German.' })
  readonly de?: UpdateProductTextInput | null
}

@InputType({ description: 'What changes about a product; what is not given stays.' })
export class UpdateProductInput {
  @Field(() => String, {
    nullable: true,
    description: 'The day of the event at its venue, as YYYY-MM-DD, for all languages.',
  })
  readonly date?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'How many people one ticket admits, 1 or more, for all languages.',
  })
  readonly places?: number | null

  @Field(() => UpdateProductTextsInput, { nullable: true, description: 'What it says.' })
  readonly translations?: UpdateProductTextsInput | null
}

@InputType({ description: 'What changes about the price and the stock; what is not given stays.' })
export class UpdateProductPricingInput {
  @Field(() => MoneyInput, {
    nullable: true,
    description: 'What one ticket costs without a discount, in EUR.',
  })
  readonly listPrice?: MoneyInput | null

  @Field(() => Float, {
    nullable: true,
    description: 'The discount as a part of 1, from 0 to 1 in steps of 0.01; 0 takes it away.',
  })
  readonly discountRate?: number | null

  @Field(() => Int, { nullable: true, description: 'How many tickets can still be sold, 0 or more.' })
  readonly stock?: number | null
}
