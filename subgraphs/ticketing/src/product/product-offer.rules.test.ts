import { describe, expect, it } from '@jest/globals'
import { amount, toDecimal } from '@ticketing/money'
import fc from 'fast-check'
import { toOffer } from './product-offer.rules.js'

describe('an offer', () => {
  it('is exact to the cent as the JSON number that the backend takes', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 99_999_999_99n }), (cents) => {
        const { listPrice } = toOffer({ listPrice: amount(cents, 'EUR') })
        const sent = JSON.stringify(Number(toDecimal(listPrice ?? amount(-1n, 'EUR'))))
        const [units = '', fraction = ''] = sent.split('.')
        expect(BigInt(units + fraction.padEnd(2, '0'))).toBe(cents)
      }),
    )
  })

  it('takes every whole percentage from 0 to 100 and no other rate', () => {
    for (let percent = 0; percent <= 100; percent += 1) {
      expect(toOffer({ discountRate: percent / 100 })).toEqual({ discountRate: String(percent / 100) })
    }
    fc.assert(
      fc.property(fc.double({ noNaN: false }), (rate) => {
        fc.pre(Math.round(rate * 100) / 100 !== rate || rate < 0 || rate > 1)
        expect(() => toOffer({ discountRate: rate })).toThrow('discountRate')
      }),
    )
  })

  it('has only the parts that are given', () => {
    expect(toOffer({ stock: 0, listPrice: null })).toEqual({ stock: 0 })
    expect(() => toOffer({ stock: null })).toThrow('at least one')
  })
})
