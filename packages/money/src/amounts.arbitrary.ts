import fc from 'fast-check'
import type { Amount } from './amount.js'
import { CURRENCIES, type CurrencyCode } from './currency.js'

/** Any currency, with the ones whose exponents are often mistaken drawn more often. */
export const anyCurrency: fc.Arbitrary<CurrencyCode> = fc.oneof(
  fc.constantFrom<CurrencyCode[]>('EUR', 'JPY', 'KWD', 'HUF', 'MGA', 'UYW'),
  fc.constantFrom(...CURRENCIES.map(({ code }) => code)),
)

/** Any number of minor units: small ones often, and far beyond 2^53 on both sides of zero. */
export const anyMinorUnits: fc.Arbitrary<bigint> = fc.oneof(
  fc.bigInt({ min: -1000n, max: 1000n }),
  fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
)

export const anyAmount: fc.Arbitrary<Amount> = fc.record({ minorUnits: anyMinorUnits, currency: anyCurrency })

/** A rate above zero as decimal text, up to 12 digits before and after the point. */
export const anyRate: fc.Arbitrary<string> = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 12n - 1n }))
  .map(([whole, fraction]) => `${whole}.${fraction.toString().padStart(12, '0')}`)
