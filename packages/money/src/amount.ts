import { type CurrencyCode, currencyOf } from './currency.js'
import { MoneyError } from './money-error.js'

/** An exact sum of money: whole minor units (cents, yen, fils) of one currency; may be negative, has no bound. */
export interface Amount {
  readonly minorUnits: bigint
  readonly currency: CurrencyCode
}

/** Builds an amount. Throws MoneyError UNKNOWN_CURRENCY for a code outside the table. */
export function amount(minorUnits: bigint, currency: CurrencyCode): Amount {
  return { minorUnits, currency: currencyOf(currency).code }
}

/** a + b. Throws MoneyError CURRENCY_MISMATCH; so do subtract, compare and sum. */
export function add(a: Amount, b: Amount): Amount {
  return { minorUnits: a.minorUnits + inSame(a.currency, b), currency: a.currency }
}

/** a − b. */
export function subtract(a: Amount, b: Amount): Amount {
  return { minorUnits: a.minorUnits - inSame(a.currency, b), currency: a.currency }
}

/** The amount `times` over; exact, since only whole factors are taken (a rate goes through applyRate). */
export function multiply(a: Amount, times: bigint): Amount {
  return { minorUnits: a.minorUnits * times, currency: a.currency }
}

/** −1, 0 or 1: the order of two amounts of one currency. */
export function compare(a: Amount, b: Amount): -1 | 0 | 1 {
  const other = inSame(a.currency, b)
  if (a.minorUnits === other) return 0
  return a.minorUnits < other ? -1 : 1
}

/** All amounts together; the currency is named, so that the sum of none is zero of something. */
export function sum(amounts: readonly Amount[], currency: CurrencyCode): Amount {
  return amounts.reduce(add, amount(0n, currency))
}

/** The amount with its sign turned. */
export function negate(a: Amount): Amount {
  return { minorUnits: -a.minorUnits, currency: a.currency }
}

/** True for nothing at all, in any currency. */
export function isZero(a: Amount): boolean {
  return a.minorUnits === 0n
}

function inSame(currency: CurrencyCode, other: Amount): bigint {
  if (other.currency === currency) return other.minorUnits
  throw new MoneyError('CURRENCY_MISMATCH', `${currency} and ${other.currency} cannot be combined`)
}
