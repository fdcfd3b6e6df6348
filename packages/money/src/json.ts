import { MoneyError } from './money-error.js'

/**
 * Minor units as a JSON number. Throws MoneyError OUT_OF_RANGE beyond ±(2^53 − 1), where a reader of JSON would
 * silently get another amount; inside this package amounts have no bound.
 */
export function toJsonInteger(minorUnits: bigint): number {
  const number = Number(minorUnits)
  if (Number.isSafeInteger(number)) return number
  throw new MoneyError('OUT_OF_RANGE', 'The amount is too large for a JSON number')
}
