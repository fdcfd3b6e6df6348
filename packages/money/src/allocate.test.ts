import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { allocate } from './allocate.js'
import { amount, negate, sum } from './amount.js'
import { anyAmount } from './amounts.arbitrary.js'

const anyWeights = fc
  .array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 12 })
  .filter((weights) => weights.some((weight) => weight > 0n))

const units = (minorUnits: bigint, weights: bigint[]) =>
  allocate(amount(minorUnits, 'EUR'), weights).map((part) => part.minorUnits)

describe('splitting an amount by weights', () => {
  it('gives away the whole, and no more', () => {
    fc.assert(
      fc.property(anyAmount, anyWeights, (a, weights) =>
        expect(sum(allocate(a, weights), a.currency)).toEqual(a),
      ),
    )
  })

  it('keeps every part within one unit of its exact share', () => {
    fc.assert(
      fc.property(anyAmount, anyWeights, (a, weights) => {
        const total = weights.reduce((running, weight) => running + weight, 0n)
        for (const [index, part] of allocate(a, weights).entries()) {
          const distance = part.minorUnits * total - a.minorUnits * (weights[index] ?? 0n)
          expect(distance < total && distance > -total).toBe(true)
        }
      }),
    )
  })

  it('gives nothing to a weight of zero', () => {
    fc.assert(
      fc.property(anyAmount, anyWeights, (a, weights) => {
        for (const [index, part] of allocate(a, weights).entries()) {
          if (weights[index] === 0n) expect(part.minorUnits).toBe(0n)
        }
      }),
    )
  })

  it('splits a refund like the charge', () => {
    fc.assert(
      fc.property(anyAmount, anyWeights, (a, weights) =>
        expect(allocate(negate(a), weights)).toEqual(allocate(a, weights).map(negate)),
      ),
    )
  })

  it('gives what is left over to the largest remainders, the first of equals first', () => {
    expect(units(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n])
    expect(units(101n, [1n, 1n, 1n])).toEqual([34n, 34n, 33n])
    expect(units(10n, [1n, 2n, 4n])).toEqual([1n, 3n, 6n])
    expect(units(-100n, [1n, 1n, 1n])).toEqual([-34n, -33n, -33n])
    expect(units(1n, [0n, 5n])).toEqual([0n, 1n])
  })

  it.each([[[]], [[0n, 0n]], [[2n, -1n]]])('refuses the weights %p', (weights) => {
    expect(() => units(1n, weights)).toThrow(expect.objectContaining({ fault: 'BAD_WEIGHTS' }))
  })
})
