import { describe, expect, it } from '@jest/globals'
import { amount, type CurrencyCode, convert } from '@ticketing/money'
import fc from 'fast-check'
import { convertAmount, type RateRules, rateBetween } from './exchange-rate.rules.js'
import { parseRateTable } from './rate-table.js'

const HOUR_MS = 3_600_000
const table = parseRateTable({
  source: 'A bank',
  sample: false,
  asOf: '2024-07-26T14:00:00Z',
  base: 'EUR',
  perBase: { USD: '1.085', JPY: '166.8', KWD: '0.3318', HUF: '391.5', MGA: '4890' },
})
const rules: RateRules = { table, maxAgeMs: null, now: () => table.asOf.getTime() + 1000 * HOUR_MS }
const anyQuoted = fc.constantFrom(...table.perBase.keys())

describe('convertAmount', () => {
  it.each([
    [1999n, 'EUR', 'JPY', 3334n],
    [-1999n, 'EUR', 'JPY', -3334n],
    [1085n, 'USD', 'EUR', 1000n],
    [1000n, 'USD', 'JPY', 1537n],
    [500n, 'JPY', 'KWD', 995n],
    [100n, 'HUF', 'MGA', 1249n],
    [0n, 'EUR', 'USD', 0n],
  ] as const)('turns %p %s into %s as %p', (minorUnits, from, to, expected) => {
    expect(convertAmount(rules, amount(minorUnits, from), to)).toEqual(amount(expected, to))
  })

  it('converts out of the base by the quoted rate alone', () => {
    fc.assert(
      fc.property(fc.bigInt(), anyQuoted, (minorUnits, to) => {
        const euros = amount(minorUnits, 'EUR')
        expect(convertAmount(rules, euros, to)).toEqual(convert(euros, to, table.perBase.get(to) ?? ''))
      }),
    )
  })

  it('never turns the order of two amounts', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 0n }), anyQuoted, anyQuoted, (low, more, from, to) => {
        const a = convertAmount(rules, amount(low, from), to)
        const b = convertAmount(rules, amount(low + more, from), to)
        expect(a.minorUnits <= b.minorUnits).toBe(true)
      }),
    )
  })

  it('leaves an amount in its own currency alone, even one without a rate', () => {
    const afghani = amount(12345n, 'AFN')
    expect(convertAmount(rules, afghani, 'AFN')).toEqual(afghani)
  })

  it.each<[CurrencyCode, CurrencyCode]>([
    ['AFN', 'EUR'],
    ['EUR', 'AFN'],
  ])('refuses %s to %s, for which there is no rate', (from, to) => {
    expect(() => convertAmount(rules, amount(1n, from), to)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', extensions: { currency: 'AFN' } }),
    )
  })

  it('refuses rates that are older than allowed, and takes those that are just as old', () => {
    const aged = (hours: number): RateRules => ({ ...rules, maxAgeMs: hours * HOUR_MS })
    expect(() => convertAmount(aged(999), amount(1n, 'EUR'), 'USD')).toThrow(
      expect.objectContaining({ code: 'RATE_STALE', extensions: { asOf: '2024-07-26T14:00:00.000Z' } }),
    )
    expect(convertAmount(aged(1000), amount(100n, 'EUR'), 'USD').minorUnits).toBe(108n)
  })
})

describe('rateBetween', () => {
  it.each([
    ['EUR', 'USD', '1.085'],
    ['USD', 'EUR', '0.921658986175'],
    ['USD', 'JPY', '153.732718894'],
    ['AFN', 'AFN', '1'],
  ] as const)('from %s to %s is %s', (from, to, rate) => {
    expect(rateBetween(rules, from, to)).toBe(rate)
  })
})
