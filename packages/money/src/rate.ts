import type { Amount } from './amount.js'
import { type CurrencyCode, exponentOf } from './currency.js'
import {
  divideToInteger,
  exactInteger,
  exactRate,
  positiveRate,
  quotientText,
  type Rounding,
  roundToInteger,
  shift,
} from './exact.js'

/** The part of an amount that a rate names (`'0.15'` of it: a discount); rounded once, as named. */
export function applyRate(a: Amount, rate: string, rounding: Rounding): Amount {
  return {
    minorUnits: shortPart(a.minorUnits, rate, rounding) ?? anyPart(a, rate, rounding),
    currency: a.currency,
  }
}

const SHORT_RATE = /^(\d{1,4})(?:\.(\d{1,6}))?$/

/** Below it whole doubles are exact, and so are their quotients once the fraction is cut off. */
const COARSE = 2 ** 50

/** The part by a short rate, of an amount that is not negative, within what doubles hold; null for any other. */
function shortPart(minorUnits: bigint, rate: string, rounding: Rounding): bigint | null {
  const [, whole, fraction = ''] = SHORT_RATE.exec(rate) ?? []
  if (whole === undefined) return null
  const scale = 10 ** fraction.length
  const exact = Number(minorUnits) * Number(whole + fraction)
  if (!(exact >= 0 && exact < COARSE)) return null
  const down = Math.floor(exact / scale)
  const twice = 2 * (exact - down * scale)
  const isUp = twice > scale || (twice === scale && (rounding === 'half-up' || down % 2 === 1))
  return BigInt(isUp && rounding !== 'down' ? down + 1 : down)
}

const anyPart = (a: Amount, rate: string, rounding: Rounding): bigint =>
  roundToInteger(exactInteger(a.minorUnits).times(exactRate(rate)), rounding)

/**
 * The amount in another currency, where one unit of its own is worth `rate` units of the other; one half-even
 * rounding. Going there and back is not the identity. Throws MoneyError BAD_RATE unless the rate is above zero.
 */
export function convert(a: Amount, to: CurrencyCode, rate: string): Amount {
  return { minorUnits: roundToInteger(inTarget(a, to).times(positiveRate(rate)), 'half-even'), currency: to }
}

/**
 * As convert, where both rates are quoted against a third currency (units of each for one of the base): the cross
 * rate is never rounded by itself, so there is still one rounding in all.
 */
export function convertThroughBase(
  a: Amount,
  to: CurrencyCode,
  perBase: { readonly from: string; readonly to: string },
): Amount {
  const numerator = inTarget(a, to).times(positiveRate(perBase.to))
  return { minorUnits: divideToInteger(numerator, positiveRate(perBase.from)), currency: to }
}

/**
 * Units of the target for one of the source, where both are quoted against a base. Twelve significant digits, for
 * people to read: converting with it would round twice, so convertThroughBase does not.
 */
export function crossRate(perBase: { readonly from: string; readonly to: string }): string {
  return quotientText(positiveRate(perBase.to), positiveRate(perBase.from), 12)
}

/** The same number of major units, counted in the target's minor units; may have a fraction. */
function inTarget(a: Amount, to: CurrencyCode) {
  return shift(exactInteger(a.minorUnits), exponentOf(to) - exponentOf(a.currency))
}
