import type { CurrencyCode } from '@ticketing/money'
import { CurrencyCodeEnum, Public } from '@ticketing/subgraph-kit'
import { Arg, Ctx, Query, Resolver } from 'type-graphql'
import type { CurrencyContext } from '../currency-context.js'
import { rateBetween } from './exchange-rate.rules.js'
import { ExchangeRate } from './exchange-rate.type.js'

@Resolver()
export class ExchangeRateResolver {
  @Query(() => ExchangeRate, { nullable: true, description: 'The rate by which amounts are converted.' })
  @Public()
  exchangeRate(
    @Ctx() { rates }: CurrencyContext,
    @Arg('from', () => CurrencyCodeEnum, { description: 'The currency to convert from.' })
    from: CurrencyCode,
    @Arg('to', () => CurrencyCodeEnum, { description: 'The currency to convert into.' })
    to: CurrencyCode,
  ): ExchangeRate {
    const { asOf, source } = rates.table
    return { from, to, rate: rateBetween(rates, from, to), asOf, source }
  }
}
