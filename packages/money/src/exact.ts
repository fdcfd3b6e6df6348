import Big from 'big.js'
import { MoneyError } from './money-error.js'

/**
 * How a value between two minor units is settled. `half-even` takes the nearest, a tie the even one (no drift over
 * many amounts); `half-up` takes the nearest, a tie away from zero; `down` cuts towards zero.
 */
export type Rounding = 'half-even' | 'half-up' | 'down'

const MODES: Readonly<Record<Rounding, Big.RoundingMode>> = {
  'half-even': Big.roundHalfEven,
  'half-up': Big.roundHalfUp,
  down: Big.roundDown,
}

/** A constructor of our own: the shared one's precision can be changed by any other user of big.js. */
const Exact = Big()
Exact.strict = true
Exact.DP = 0
Exact.RM = Big.roundHalfEven

/** Long enough for any honest amount or rate; keeps a hostile text from costing time. */
const MOST_CHARACTERS = 400
const PLAIN_DECIMAL = /^-?\d+(\.\d+)?$/

/** An exact decimal from plain text (`-12.50`; no exponent, no spaces, no plus sign), or null. */
export function exactDecimal(text: string): Big | null {
  return text.length <= MOST_CHARACTERS && PLAIN_DECIMAL.test(text) ? new Exact(text) : null
}

/** A JSON number taken as its shortest decimal text (19.99 is exactly 19.99), or null when it is not finite. */
export function exactNumber(value: number): Big | null {
  return Number.isFinite(value) ? new Exact(String(value)) : null
}

/** A rate's exact value. Throws MoneyError BAD_RATE unless it is a plain decimal. */
export function exactRate(text: string): Big {
  const rate = exactDecimal(text)
  if (rate === null) throw new MoneyError('BAD_RATE', 'A rate is a plain decimal number such as 1.0845')
  return rate
}

/** As exactRate, and greater than zero: what an exchange rate must be. */
export function positiveRate(text: string): Big {
  const rate = exactRate(text)
  if (rate.lte('0')) throw new MoneyError('BAD_RATE', 'An exchange rate is greater than zero')
  return rate
}

/** A bigint as a decimal that can be multiplied by fractions. */
export function exactInteger(value: bigint): Big {
  return new Exact(value.toString())
}

/** The decimal point moved by `places` (to the right when positive); exact. */
export function shift(value: Big, places: number): Big {
  return value.times(`1e${places}`)
}

/** The nearest whole number in the named way; the only place where a fraction is dropped, but for divideToInteger. */
export function roundToInteger(value: Big, rounding: Rounding): bigint {
  return BigInt(value.round(0, MODES[rounding]).toFixed(0))
}

/** Precise beyond any number of digits that is shown. */
const Wide = Big()
Wide.strict = true
Wide.DP = 60

/** numerator ÷ denominator as plain decimal text of at most `digits` significant digits, half-even. */
export function quotientText(numerator: Big, denominator: Big, digits: number): string {
  const quotient = new Wide(numerator).div(denominator)
  return new Exact(quotient.prec(digits, Big.roundHalfEven)).toFixed()
}

/** numerator ÷ denominator to the nearest whole, ties to even, with the remainder known: one rounding in all. */
export function divideToInteger(numerator: Big, denominator: Big): bigint {
  return BigInt(numerator.div(denominator).toFixed(0))
}
