import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { toStripeCents, totalOf } from './snapshot.js'

const line = (price: number, quantity: number) => ({
  product_id: 1,
  product_name: 'x',
  ticket_type: null,
  ticket_places: null,
  quantity,
  unit_price: price,
  discount_rate: 0,
  discounted_price: price,
})

describe('amounts', () => {
  it('are summed exactly to the cent', () => {
    const prices = fc.array(fc.tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 1, max: 50 })))
    fc.assert(
      fc.property(prices, (lines) => {
        const cents = lines.reduce((sum, [price, quantity]) => sum + price * quantity, 0)
        expect(totalOf(lines.map(([price, quantity]) => line(price / 100, quantity)))).toBe(cents / 100)
      }),
    )
  })

  it('lose at most one cent on their way to Stripe, and sometimes do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (cents) => {
        expect([cents, cents - 1]).toContain(toStripeCents(cents / 100))
      }),
    )
    expect(toStripeCents(19.99)).toBe(1998)
  })
})
