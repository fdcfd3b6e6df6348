// The one enum of currencies, identical in every subgraph because it is made from one table.
import { CURRENCIES, type CurrencyCode } from '@ticketing/money'
import { registerEnumType } from 'type-graphql'

/** `{ EUR: 'EUR', … }`: the enum object that type-graphql wants; name it in `@Field(() => CurrencyCodeEnum)`. */
export const CurrencyCodeEnum = Object.fromEntries(CURRENCIES.map(({ code }) => [code, code])) as {
  readonly [Code in CurrencyCode]: Code
}

registerEnumType(CurrencyCodeEnum, {
  name: 'CurrencyCode',
  description: 'A currency of ISO 4217, such as EUR.',
  valuesConfig: Object.fromEntries(CURRENCIES.map(({ code, name }) => [code, { description: name }])),
})
