import { describe, expect, it } from '@jest/globals'
import { amount, toDecimal } from '@ticketing/money'
import fc from 'fast-check'
import { pagesWorthReading, parseProductId, priceOf, stockLeft, toProductSearch } from './product.rules.js'

const euros = (cents: number) => amount(BigInt(cents), 'EUR')
const price = (cents: number, discountRate: string) =>
  toDecimal(priceOf({ listPrice: euros(cents), discountRate }))

describe('a price', () => {
  it.each([
    [1999, '0.25', '14.99'],
    [29, '0.25', '0.22'],
    [9000, '0.15', '76.50'],
    [20000, '0.1', '180.00'],
    [10, '0.25', '0.08'],
    [4550, '0', '45.50'],
    [4550, '1', '0.00'],
    [1000, '1.5', '-5.00'],
  ])('of %d cents at a discount of %s is %s', (cents, rate, expected) => {
    expect(price(cents, rate)).toBe(expected)
  })

  it('is never further from the exact value than half a cent', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.integer({ min: 0, max: 100 }),
        (cents, percent) => {
          const rate = (percent / 100).toFixed(2)
          const charged = priceOf({ listPrice: euros(cents), discountRate: rate }).minorUnits
          const apart = charged * 100n - BigInt(cents) * BigInt(100 - percent)
          expect(apart <= 50n && apart > -50n).toBe(true)
        },
      ),
    )
  })

  it('is the same for a rate with many zeros behind it', () => {
    expect(price(1999, '0.2500000000')).toBe('14.99')
    expect(price(1000, '1.5000000000')).toBe('-5.00')
  })

  it('does not depend on how a rate is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 9 }), (cents, tenth) => {
        expect(price(cents, `0.${tenth}`)).toBe(price(cents, `0.${tenth}00`))
      }),
    )
  })
})

describe('parseProductId', () => {
  it('takes every positive id as it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (id) => {
        expect(parseProductId(String(id))).toBe(id)
      }),
    )
  })

  it('refuses any text that is not the writing of a number it would return', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const id = parseProductId(text)
        expect(id === null || String(id) === text).toBe(true)
      }),
    )
  })
})

describe('toProductSearch', () => {
  it('asks for nothing but the order without a filter', () => {
    expect(toProductSearch(null, 'PRICE_DESC')).toMatchObject({ sort_by: 'price', order: 'desc' })
  })

  it.each(['2024-02-30', '2024-1-1', '2024-13-01', 'today', '2024-01-01T00:00'])(
    'refuses the day %s',
    (date) => {
      expect(() => toProductSearch({ date }, 'NAME_ASC')).toThrow('YYYY-MM-DD')
    },
  )
})

describe('stockLeft', () => {
  it('is never below zero', () => {
    expect([-2, 0, 3].map(stockLeft)).toEqual([0, 0, 3])
  })
})

describe('the list in place of single products', () => {
  it.each([
    [15, null, 0],
    [15, 0, 0],
    [2, 24, 0],
    [3, 24, 1],
    [6, 100, 0],
    [7, 100, 1],
    [7, 101, 0],
    [8, 101, 2],
    [31, 500, 5],
    [30, 500, 0],
  ])('for %d products of %s on sale is read in %d pages', (wanted, total, pages) => {
    expect(pagesWorthReading(wanted, total)).toBe(pages)
  })

  it('is read whole or not at all, and never for more calls than it saves', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(5_000), (wanted, total) => {
        const pages = pagesWorthReading(wanted, total)
        expect([0, Math.ceil(total / 100)]).toContain(pages)
        if (pages > 0) expect(pages).toBeLessThan(wanted)
      }),
    )
  })

  it('stays worth while the more is wanted', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(5_000), (wanted, total) => {
        if (pagesWorthReading(wanted, total) > 0)
          expect(pagesWorthReading(wanted + 1, total)).toBeGreaterThan(0)
      }),
    )
  })
})
