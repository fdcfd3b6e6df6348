// A product in one language. Only ever made for admins, so its fields need no rule of their own.
import type { Language } from '@ticketing/session'
import { Public } from '@ticketing/subgraph-kit'
import { Field, Int, ObjectType } from 'type-graphql'
import type { ProductFacts } from '../backend/product-record.js'
import { LanguageEnum } from './language.type.js'

@ObjectType({ description: 'What a product says in one language.' })
@Public()
export class ProductTranslation {
  @Field(() => LanguageEnum, { description: 'The language.' })
  readonly language!: Language

  @Field(() => String, { description: 'The name of the event.' })
  readonly name!: string

  @Field(() => String, { nullable: true, description: 'What the event is.' })
  readonly description!: string | null

  @Field(() => String, { nullable: true, description: 'The sport or the ceremony.' })
  readonly category!: string | null

  @Field(() => String, { nullable: true, description: 'The venue and its city.' })
  readonly location!: string | null

  @Field(() => String, { nullable: true, description: 'The day of the event at its venue, as YYYY-MM-DD.' })
  readonly date!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'When it starts and when to come, written for people.',
  })
  readonly startsAtText!: string | null

  @Field(() => Int, { nullable: true, description: 'How many people one ticket admits.' })
  readonly places!: number | null

  static of(language: Language, facts: ProductFacts): ProductTranslation {
    const { name, description, category, location, date, startsAtText, places } = facts
    const words = { language, name, description, category, location, date, startsAtText, places }
    return Object.assign(new ProductTranslation(), words)
  }
}
