import { CURRENCIES } from '@ticketing/money'
import { Public } from '@ticketing/subgraph-kit'
import { Ctx, Query, Resolver } from 'type-graphql'
import type { CurrencyContext } from '../currency-context.js'
import { Currency } from './currency.type.js'

@Resolver()
export class CurrencyResolver {
  @Query(() => [Currency], {
    nullable: true,
    description: 'Every active currency, in the order of the codes.',
  })
  @Public()
  currencies(@Ctx() { rates }: CurrencyContext): Currency[] {
    return CURRENCIES.map((info) => ({ ...info, convertible: rates.table.perBase.has(info.code) }))
  }
}
