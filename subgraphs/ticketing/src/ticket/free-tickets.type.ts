import type { Language } from '@ticketing/session'
import { Field, ID, InputType, Int } from 'type-graphql'
import { LanguageEnum } from '../product/language.type.js'

@InputType({ description: 'Tickets to give to somebody for nothing.' })
export class IssueFreeTicketsInput {
  @Field(() => ID, { description: 'The number of the user who gets them.' })
  readonly userId!: string

  @Field(() => ID, { description: 'The number of the product.' })
  readonly productId!: string

  @Field(() => Int, {
    description: 'How many, from 1 to 20. They leave the stock even where nothing is left of it.',
  })
  readonly quantity!: number

  @Field(() => LanguageEnum, {
    nullable: true,
    description: 'What the tickets and their mail are written in; by default the language of the request.',
  })
  readonly language?: Language | null
}
