import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { add, amount, compare, isZero, multiply, negate, subtract, sum } from './amount.js'
import { anyAmount, anyCurrency, anyMinorUnits } from './amounts.arbitrary.js'

const twoOfOneCurrency = fc
  .tuple(anyMinorUnits, anyMinorUnits, anyCurrency)
  .map(([a, b, currency]) => [amount(a, currency), amount(b, currency)] as const)

describe('arithmetic on amounts', () => {
  it('takes back by subtracting what adding gave', () => {
    fc.assert(fc.property(twoOfOneCurrency, ([a, b]) => expect(subtract(add(a, b), b)).toEqual(a)))
  })

  it('adds in any order', () => {
    fc.assert(fc.property(twoOfOneCurrency, ([a, b]) => expect(add(a, b)).toEqual(add(b, a))))
  })

  it('subtracts as it adds the negated', () => {
    fc.assert(fc.property(twoOfOneCurrency, ([a, b]) => expect(subtract(a, b)).toEqual(add(a, negate(b)))))
  })

  it('orders as the difference does', () => {
    fc.assert(
      fc.property(twoOfOneCurrency, ([a, b]) => {
        const difference = subtract(a, b).minorUnits
        expect(compare(a, b)).toBe(difference === 0n ? 0 : difference < 0n ? -1 : 1)
      }),
    )
  })

  it('multiplies as repeated adding does', () => {
    fc.assert(
      fc.property(anyAmount, fc.integer({ min: 0, max: 20 }), (a, times) => {
        const repeated = sum(
          Array.from({ length: times }, () => a),
          a.currency,
        )
        expect(multiply(a, BigInt(times))).toEqual(repeated)
      }),
    )
  })

  it('keeps every unit far beyond what a double can hold', () => {
    const large = amount(2n ** 53n, 'JPY')
    expect(add(large, amount(1n, 'JPY')).minorUnits).toBe(9007199254740993n)
  })

  it('sums nothing to zero of the named currency', () => {
    expect(sum([], 'KWD')).toEqual({ minorUnits: 0n, currency: 'KWD' })
    expect(isZero(sum([], 'KWD'))).toBe(true)
  })

  it('refuses to combine two currencies', () => {
    const [euro, yen] = [amount(1n, 'EUR'), amount(1n, 'JPY')]
    for (const combine of [add, subtract, compare]) {
      expect(() => combine(euro, yen)).toThrow(expect.objectContaining({ fault: 'CURRENCY_MISMATCH' }))
    }
    expect(() => sum([euro, yen], 'EUR')).toThrow(expect.objectContaining({ fault: 'CURRENCY_MISMATCH' }))
  })
})
