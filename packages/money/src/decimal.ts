import type { Amount } from './amount.js'
import { type CurrencyCode, exponentOf } from './currency.js'
import { exactDecimal, exactNumber, type Rounding, roundToInteger, shift } from './exact.js'
import { MoneyError } from './money-error.js'

/** With so many digits a decimal and the double nearest to it stand for each other, and whole doubles are exact. */
const MOST_PLAIN_DIGITS = 15
const PLAIN = /^(-?\d+)(?:\.(\d+))?$/

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
  const exponent = exponentOf(currency)
  const plain = typeof text === 'number' ? plainNumber(text, exponent) : plainText(text, exponent)
  return { minorUnits: plain ?? anyDecimal(text, currency, options.rounding), currency }
}

/** Minor units of a number without digits beyond them; null for any other, and where doubles get coarse. */
function plainNumber(value: number, exponent: number): bigint | null {
  const scale = 10 ** exponent
  const minorUnits = Math.round(value * scale)
  if (!(Math.abs(minorUnits) < 10 ** MOST_PLAIN_DIGITS)) return null
  return minorUnits / scale === value ? BigInt(minorUnits) : null
}

/** The same for a short text. */
function plainText(text: string, exponent: number): bigint | null {
  if (text.length > MOST_PLAIN_DIGITS - exponent) return null
  const [, whole, fraction = ''] = PLAIN.exec(text) ?? []
  if (whole === undefined || fraction.length > exponent) return null
  return BigInt(Number(whole + fraction) * 10 ** (exponent - fraction.length))
}

/** Every other: long, to be rounded, or no decimal at all. */
function anyDecimal(text: string | number, currency: CurrencyCode, rounding: Rounding | undefined): bigint {
  const value = typeof text === 'number' ? exactNumber(text) : exactDecimal(text)
  if (value === null)
    throw new MoneyError('NOT_A_DECIMAL', 'An amount is a plain decimal number such as 19.99')
  const exponent = exponentOf(currency)
  const minorUnits = shift(value, exponent)
  const whole = roundToInteger(minorUnits, rounding ?? 'down')
  if (rounding === undefined && !minorUnits.eq(whole.toString())) {
    throw new MoneyError('TOO_MANY_DIGITS', `${currency} has ${exponent} decimals`)
  }
  return whole
}

/** The amount in major units, always with the currency's number of decimals: `'19.90'`, `'-0.05'`, `'500'` (JPY). */
export function toDecimal(a: Amount): string {
  const exponent = exponentOf(a.currency)
  const sign = a.minorUnits < 0n ? '-' : ''
  const digits = (a.minorUnits < 0n ? -a.minorUnits : a.minorUnits).toString().padStart(exponent + 1, '0')
  if (exponent === 0) return sign + digits
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}
