import type { Amount } from './amount.js'
import { type CurrencyCode, exponentOf } from './currency.js'
import { exactDecimal, exactNumber, type Rounding, roundToInteger, shift } from './exact.js'
import { MoneyError } from './money-error.js'

/**
 * Reads an amount in major units: `'19.99'`, or a JSON number (19.99 is taken as its shortest decimal text, so no
 * binary fraction enters). Digits beyond the currency's exponent must be zeros unless a rounding is named.
 * Throws MoneyError NOT_A_DECIMAL or TOO_MANY_DIGITS.
 */
export function parseDecimal(
  text: string | number,
  currency: CurrencyCode,
  options: { rounding?: Rounding } = {},
): Amount {
  const value = typeof text === 'number' ? exactNumber(text) : exactDecimal(text)
  if (value === null)
    throw new MoneyError('NOT_A_DECIMAL', 'An amount is a plain decimal number such as 19.99')
  const exponent = exponentOf(currency)
  const minorUnits = shift(value, exponent)
  const whole = roundToInteger(minorUnits, options.rounding ?? 'down')
  if (options.rounding === undefined && !minorUnits.eq(whole.toString())) {
    throw new MoneyError('TOO_MANY_DIGITS', `${currency} has ${exponent} decimals`)
  }
  return { minorUnits: whole, currency }
}

/** The amount in major units, always with the currency's number of decimals: `'19.90'`, `'-0.05'`, `'500'` (JPY). */
export function toDecimal(a: Amount): string {
  const exponent = exponentOf(a.currency)
  const sign = a.minorUnits < 0n ? '-' : ''
  const digits = (a.minorUnits < 0n ? -a.minorUnits : a.minorUnits).toString().padStart(exponent + 1, '0')
  if (exponent === 0) return sign + digits
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}
