import { ISO_4217 } from './iso-4217.js'
import { MoneyError } from './money-error.js'

/** Every active ISO 4217 code that has a minor unit. */
export type CurrencyCode = (typeof ISO_4217)[number][0]

/** One currency of the table. `exponent` is how many decimals its minor unit stands for (JPY 0, EUR 2, KWD 3). */
export interface CurrencyInfo {
  readonly code: CurrencyCode
  /** Three digits, with leading zeros. */
  readonly numeric: string
  readonly exponent: number
  /** In English. */
  readonly name: string
}

/** The active currencies, in the order of their codes. */
export const CURRENCIES: readonly CurrencyInfo[] = ISO_4217.map(([code, numeric, exponent, name]) =>
  Object.freeze({ code, numeric, exponent, name }),
)

const byCode: ReadonlyMap<string, CurrencyInfo> = new Map(CURRENCIES.map((info) => [info.code, info]))

/** True for an active code in capitals; codes are case-sensitive, as in the standard. */
export function isCurrencyCode(text: unknown): text is CurrencyCode {
  return typeof text === 'string' && byCode.has(text)
}

/** The currency's row. Throws MoneyError UNKNOWN_CURRENCY for a code that types did not keep out. */
export function currencyOf(code: CurrencyCode): CurrencyInfo {
  const info = byCode.get(code)
  if (info === undefined)
    throw new MoneyError('UNKNOWN_CURRENCY', `${String(code)} is not an active currency`)
  return info
}

/** The number of decimals of the currency's minor unit. */
export function exponentOf(code: CurrencyCode): number {
  return currencyOf(code).exponent
}
