// Money is an entity keyed by its own value, so any amount of any subgraph can be converted by the currency subgraph.
import { type Amount, type CurrencyCode, format, MoneyError, toDecimal } from '@ticketing/money'
import { CodedError } from '@ticketing/service-kit'
import { Arg, Ctx, Directive, Field, InputType, ObjectType } from 'type-graphql'
import { Public } from '../access/access.js'
import type { SubgraphContext } from '../context.js'
import { BigIntScalar, LocaleScalar } from '../scalars.js'
import { CurrencyCodeEnum } from './currency-code.js'

@ObjectType({ description: 'An exact amount of money.' })
@Directive('@key(fields: "minorUnits currency")')
@Public()
export class Money implements Amount {
  @Field(() => BigIntScalar, {
    description: 'The amount in the smallest unit of its currency: cents for EUR, yen for JPY.',
  })
  readonly minorUnits!: bigint

  @Field(() => CurrencyCodeEnum, { description: 'The currency of the amount.' })
  readonly currency!: CurrencyCode

  /** A fresh object each time: federation writes on what resolvers return. */
  static of({ minorUnits, currency }: Amount): Money {
    const money = new Money() as { -readonly [Key in keyof Money]: Money[Key] }
    money.minorUnits = minorUnits
    money.currency = currency
    return money
  }

  @Field(() => String, { description: 'The amount as a decimal text in its currency, such as 19.99.' })
  @Directive('@shareable')
  amount(): string {
    return toDecimal(this)
  }

  @Field(() => String, {
    nullable: true,
    description: 'The amount as people write it, such as 19,99 €.',
  })
  @Directive('@shareable')
  formatted(
    @Ctx() context: SubgraphContext,
    @Arg('locale', () => LocaleScalar, {
      nullable: true,
      description: 'The language and country to write it for; by default the language of the request.',
    })
    locale?: string | null,
  ): string {
    return formatIn(this, locale ?? context.call.language)
  }
}

/** BAD_USER_INPUT for a well-formed language tag of a language that nobody knows. */
function formatIn(amount: Amount, locale: string): string {
  try {
    return format(amount, locale)
  } catch (fault) {
    if (!(fault instanceof MoneyError) || fault.fault !== 'UNKNOWN_LOCALE') throw fault
    throw new CodedError('BAD_USER_INPUT', 'The locale is not a known language tag such as en or fr-FR.', {
      cause: fault,
    })
  }
}

@InputType({ description: 'An exact amount of money.' })
export class MoneyInput {
  @Field(() => BigIntScalar, { description: 'The amount in the smallest unit of its currency.' })
  minorUnits!: bigint

  @Field(() => CurrencyCodeEnum, { description: 'The currency of the amount.' })
  currency!: CurrencyCode
}
