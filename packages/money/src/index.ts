export { allocate } from './allocate.js'
export { type Amount, add, amount, compare, isZero, multiply, negate, subtract, sum } from './amount.js'
export {
  CURRENCIES,
  type CurrencyCode,
  type CurrencyInfo,
  currencyOf,
  exponentOf,
  isCurrencyCode,
} from './currency.js'
export { parseDecimal, toDecimal } from './decimal.js'
export type { Rounding } from './exact.js'
export { format } from './format.js'
export { toJsonInteger } from './json.js'
export { MoneyError, type MoneyFault } from './money-error.js'
export { applyRate, convert, convertThroughBase, crossRate } from './rate.js'
