// The graph's Money with the one field that only this subgraph resolves. A class of its own and not a field resolver
// on subgraph-kit's Money: type-graphql keeps such fields on the shared class, and the subgraphs that are built later
// in the same process would claim the field too.
import type { Amount, CurrencyCode } from '@ticketing/money'
import { CurrencyCodeEnum, Money, Public } from '@ticketing/subgraph-kit'
import { Arg, Ctx, Directive, Field, ObjectType } from 'type-graphql'
import type { CurrencyContext } from '../currency-context.js'
import { convertAmount } from '../exchange-rate/exchange-rate.rules.js'

@ObjectType('Money', { description: 'An exact amount of money.' })
@Directive('@key(fields: "minorUnits currency")')
@Public()
export class ConvertibleMoney extends Money {
  static override of({ minorUnits, currency }: Amount): ConvertibleMoney {
    return Object.assign(new ConvertibleMoney(), { minorUnits, currency })
  }

  @Field(() => ConvertibleMoney, {
    nullable: true,
    description:
      'The amount in another currency, at the rate of `exchangeRate`, rounded once and half-even. For showing: what ' +
      'is charged stays in its own currency, and converting back need not give the same amount.',
  })
  in(
    @Ctx() { rates }: CurrencyContext,
    @Arg('currency', () => CurrencyCodeEnum, { description: 'The currency to convert into.' })
    currency: CurrencyCode,
  ): ConvertibleMoney {
    return ConvertibleMoney.of(convertAmount(rates, this, currency))
  }
}
