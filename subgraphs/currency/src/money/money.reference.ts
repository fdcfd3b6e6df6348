// An amount anywhere in the graph, as another subgraph hands it over to be converted.
import { isCurrencyCode } from '@ticketing/money'
import { CodedError } from '@ticketing/service-kit'
import type { Representation } from '@ticketing/subgraph-kit'
import { ConvertibleMoney } from './money.type.js'

/** The key is the whole value, so nothing is read. BAD_USER_INPUT unless it is a whole number and a currency. */
export function toMoney({ minorUnits, currency }: Representation): ConvertibleMoney {
  const whole = typeof minorUnits === 'bigint' || Number.isSafeInteger(minorUnits)
  if (!whole || !isCurrencyCode(currency)) {
    throw new CodedError('BAD_USER_INPUT', 'An amount is a whole number of minor units and a currency.')
  }
  return ConvertibleMoney.of({ minorUnits: BigInt(minorUnits as bigint | number), currency })
}
