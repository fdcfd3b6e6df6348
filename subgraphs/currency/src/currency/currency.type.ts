import type { CurrencyCode } from '@ticketing/money'
import { CurrencyCodeEnum, Public } from '@ticketing/subgraph-kit'
import { Field, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'A currency of ISO 4217.' })
@Public()
export class Currency {
  @Field(() => CurrencyCodeEnum, { description: 'Its three letters, such as EUR.' })
  readonly code!: CurrencyCode

  @Field(() => String, { description: 'Its name in English.' })
  readonly name!: string

  @Field(() => Int, { description: 'How many decimals its amounts have: 2 for EUR, 0 for JPY, 3 for KWD.' })
  readonly exponent!: number

  @Field(() => String, { description: 'Its three digits, such as 978, with leading zeros.' })
  readonly numeric!: string

  @Field(() => Boolean, { description: 'Whether there is an exchange rate for it.' })
  readonly convertible!: boolean
}
