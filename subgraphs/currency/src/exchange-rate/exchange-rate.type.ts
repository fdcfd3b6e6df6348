import type { CurrencyCode } from '@ticketing/money'
import { CurrencyCodeEnum, DateTime, Public } from '@ticketing/subgraph-kit'
import { Field, ObjectType } from 'type-graphql'

@ObjectType({ description: 'What one unit of a currency is worth in another.' })
@Public()
export class ExchangeRate {
  @Field(() => CurrencyCodeEnum, { description: 'The currency of the one unit.' })
  readonly from!: CurrencyCode

  @Field(() => CurrencyCodeEnum, { description: 'The currency in which it is expressed.' })
  readonly to!: CurrencyCode

  @Field(() => String, {
    description:
      'How many units of `to` one unit of `from` is worth: a decimal text of at most twelve significant digits. ' +
      'Amounts are converted with the exact rate, not with this text.',
  })
  readonly rate!: string

  @Field(() => DateTime, { description: 'When the rate was quoted.' })
  readonly asOf!: Date

  @Field(() => String, {
    description: 'Who quoted the rate; begins with "sample" for rates that are not real.',
  })
  readonly source!: string
}
