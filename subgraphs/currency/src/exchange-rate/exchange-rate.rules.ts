// Which rate holds between two currencies, and what an amount is worth in another. Pure: the time is an argument.
import { type Amount, type CurrencyCode, convertThroughBase, crossRate } from '@ticketing/money'
import { CodedError } from '@ticketing/service-kit'
import type { RateTable } from './rate-table.js'

/** What decides about a conversion. `maxAgeMs` null: no age is too old (the sample is dated on purpose). */
export interface RateRules {
  readonly table: RateTable
  readonly maxAgeMs: number | null
  /** Epoch milliseconds. */
  readonly now: () => number
}

/**
 * One rounding, half-even; an amount in its own currency is returned as it is, rate or no rate.
 * Throws BAD_USER_INPUT when a currency has no rate, RATE_STALE when the rates are too old.
 */
export function convertAmount(rules: RateRules, amount: Amount, to: CurrencyCode): Amount {
  if (amount.currency === to) return amount
  return convertThroughBase(amount, to, quotedRates(rules, amount.currency, to))
}

/** How many units of `to` one unit of `from` is worth, to twelve significant digits; throws as convertAmount does. */
export function rateBetween(rules: RateRules, from: CurrencyCode, to: CurrencyCode): string {
  return from === to ? '1' : crossRate(quotedRates(rules, from, to))
}

function quotedRates(rules: RateRules, from: CurrencyCode, to: CurrencyCode): { from: string; to: string } {
  const { table, maxAgeMs, now } = rules
  const quoted = { from: quotedRate(table, from), to: quotedRate(table, to) }
  if (maxAgeMs !== null && now() - table.asOf.getTime() > maxAgeMs) {
    throw new CodedError('RATE_STALE', 'The exchange rates are too old to convert with.', {
      extensions: { asOf: table.asOf.toISOString() },
    })
  }
  return quoted
}

function quotedRate(table: RateTable, currency: CurrencyCode): string {
  const rate = table.perBase.get(currency)
  if (rate !== undefined) return rate
  throw new CodedError('BAD_USER_INPUT', 'There is no exchange rate for {currency}.', {
    values: { currency },
    extensions: { currency },
  })
}
