import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { amount, negate } from './amount.js'
import { anyAmount, anyCurrency, anyMinorUnits, anyRate } from './amounts.arbitrary.js'
import { exponentOf } from './currency.js'
import type { Rounding } from './exact.js'
import { applyRate, convert, convertThroughBase, crossRate } from './rate.js'

/** What the converter must agree with, in whole numbers only: the nearest quotient, a tie to the even one. */
function nearestEven(numerator: bigint, denominator: bigint): bigint {
  const floor = numerator / denominator - (numerator % denominator < 0n ? 1n : 0n)
  const twice = 2n * (numerator - floor * denominator)
  if (twice === denominator) return floor % 2n === 0n ? floor : floor + 1n
  return twice > denominator ? floor + 1n : floor
}

const RATE_SCALE = 10n ** 12n
const scaled = (rate: string) => BigInt(rate.replace('.', ''))

describe('converting', () => {
  it('is the nearest amount in the other currency', () => {
    fc.assert(
      fc.property(anyAmount, anyCurrency, anyRate, (a, to, rate) => {
        const numerator = a.minorUnits * scaled(rate) * 10n ** BigInt(exponentOf(to))
        const denominator = RATE_SCALE * 10n ** BigInt(exponentOf(a.currency))
        expect(convert(a, to, rate)).toEqual(amount(nearestEven(numerator, denominator), to))
      }),
    )
  })

  it('never turns the order of two amounts', () => {
    fc.assert(
      fc.property(anyMinorUnits, anyMinorUnits, anyCurrency, anyCurrency, anyRate, (x, y, from, to, rate) => {
        const [low, high] = x < y ? [x, y] : [y, x]
        const [a, b] = [convert(amount(low, from), to, rate), convert(amount(high, from), to, rate)]
        expect(a.minorUnits <= b.minorUnits).toBe(true)
      }),
    )
  })

  it('treats a debt like a credit', () => {
    fc.assert(
      fc.property(anyAmount, anyCurrency, anyRate, (a, to, rate) =>
        expect(convert(negate(a), to, rate)).toEqual(negate(convert(a, to, rate))),
      ),
    )
  })

  it.each([
    [1000n, 'EUR', 'JPY', '160.125', 1601n],
    [250n, 'EUR', 'JPY', '1', 2n],
    [350n, 'EUR', 'JPY', '1', 4n],
    [-250n, 'EUR', 'JPY', '1', -2n],
    [1000n, 'EUR', 'KWD', '0.3345', 3345n],
    [100n, 'EUR', 'HUF', '397.25', 39725n],
    [5n, 'JPY', 'MGA', '30.5', 15250n],
  ] as const)('turns %p %s into %s at %s as %p', (minorUnits, from, to, rate, expected) => {
    expect(convert(amount(minorUnits, from), to, rate)).toEqual(amount(expected, to))
  })

  it.each(['0', '-1', '0.000', '', 'NaN', '1e3', '1,1'])('refuses the rate %p', (rate) => {
    expect(() => convert(amount(1n, 'EUR'), 'USD', rate)).toThrow(
      expect.objectContaining({ fault: 'BAD_RATE' }),
    )
  })
})

describe('converting through a base', () => {
  it('is rounded once, however long the cross rate is', () => {
    fc.assert(
      fc.property(anyAmount, anyCurrency, anyRate, anyRate, (a, to, fromRate, toRate) => {
        const numerator = a.minorUnits * scaled(toRate) * 10n ** BigInt(exponentOf(to))
        const denominator = scaled(fromRate) * 10n ** BigInt(exponentOf(a.currency))
        const converted = convertThroughBase(a, to, { from: fromRate, to: toRate })
        expect(converted).toEqual(amount(nearestEven(numerator, denominator), to))
      }),
    )
  })

  it('changes nothing between equal rates of one currency', () => {
    fc.assert(
      fc.property(anyAmount, anyRate, (a, rate) =>
        expect(convertThroughBase(a, a.currency, { from: rate, to: rate })).toEqual(a),
      ),
    )
  })
})

describe('applying a rate', () => {
  it('takes a part in the named rounding', () => {
    const price = amount(1990n, 'EUR')
    expect(applyRate(price, '0.15', 'half-even').minorUnits).toBe(298n)
    expect(applyRate(price, '0.15', 'half-up').minorUnits).toBe(299n)
    expect(applyRate(price, '0.15', 'down').minorUnits).toBe(298n)
    expect(applyRate(price, '0', 'half-up').minorUnits).toBe(0n)
  })

  it('is exact for amounts and rates of any length, in each rounding', () => {
    const minorUnits = fc.oneof(fc.bigInt(-100_000n, 100_000n), anyMinorUnits)
    const rates = fc.tuple(fc.nat(12_000), fc.stringMatching(/^\d{0,8}$/))
    fc.assert(
      fc.property(minorUnits, rates, (units, [whole, fraction]) => {
        const rate = fraction === '' ? String(whole) : `${whole}.${fraction}`
        const scale = 10n ** BigInt(fraction.length)
        const exact = units * BigInt(whole + fraction)
        const [cut, rest] = [exact / scale, exact % scale]
        const away = cut + (exact < 0n ? -1n : 1n)
        const twice = 2n * (rest < 0n ? -rest : rest)
        const part = (rounding: Rounding) => applyRate(amount(units, 'EUR'), rate, rounding).minorUnits
        expect(part('down')).toBe(cut)
        expect(part('half-up')).toBe(twice >= scale ? away : cut)
        expect(part('half-even')).toBe(twice > scale || (twice === scale && cut % 2n !== 0n) ? away : cut)
      }),
      { numRuns: 500 },
    )
  })

  it('leaves the amount as it is at a rate of one', () => {
    fc.assert(fc.property(anyAmount, (a) => expect(applyRate(a, '1', 'half-even')).toEqual(a)))
  })
})

describe('a cross rate', () => {
  it.each([
    ['1', '160.125', '160.125'],
    ['1.0845', '1', '0.922083909636'],
    ['160', '160', '1'],
    ['0.5', '1000000', '2000000'],
    ['25000', '0.3', '0.000012'],
  ])('from %s to %s of the base is %s', (from, to, rate) => {
    expect(crossRate({ from, to })).toBe(rate)
  })
})
