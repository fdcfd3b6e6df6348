import { describe, expect, it } from '@jest/globals'
import { amount } from '@ticketing/money'
import fc from 'fast-check'
import { fingerprintOf, isStale, judgeCart, type PayableLine } from './cart.rules.js'

const line = fc
  .record({
    productId: fc.integer({ min: 1, max: 4 }),
    quantity: fc.integer({ min: 1, max: 9 }),
    cents: fc.bigInt({ min: 0n, max: 500_000n }),
    available: fc.integer({ min: 0, max: 60 }),
  })
  .map(
    ({ productId, quantity, cents, available }): PayableLine => ({
      productId,
      name: `Event ${productId}`,
      quantity,
      unitPrice: amount(cents, 'EUR'),
      lineTotal: amount(cents * BigInt(quantity), 'EUR'),
      inStock: quantity <= available,
      available,
    }),
  )
const lines = fc.array(line, { minLength: 1, maxLength: 8 })
const plenty = (cart: readonly PayableLine[]) =>
  cart.map((each) => ({ ...each, inStock: true, available: 1_000 }))

describe('the fingerprint of lines', () => {
  it('does not depend on their order', () => {
    fc.assert(
      fc.property(lines, fc.infiniteStream(fc.nat()), (cart, weights) => {
        const shuffled = cart
          .map((each) => ({ each, weight: weights.next().value }))
          .sort((a, b) => a.weight - b.weight)
          .map(({ each }) => each)
        expect(fingerprintOf(shuffled)).toBe(fingerprintOf(cart))
      }),
    )
  })

  it('does not depend on how one product is spread over lines', () => {
    fc.assert(
      fc.property(lines, (cart) => {
        const split = cart.flatMap((each) =>
          Array.from({ length: each.quantity }, () => ({ ...each, quantity: 1 })),
        )
        expect(fingerprintOf(split)).toBe(fingerprintOf(cart))
      }),
    )
  })

  it('changes with a quantity, a price and a product', () => {
    fc.assert(
      fc.property(lines, fc.nat(), (cart, pick) => {
        const at = pick % cart.length
        const change = (edit: (each: PayableLine) => Partial<PayableLine>) =>
          fingerprintOf(cart.map((each, index) => (index === at ? { ...each, ...edit(each) } : each)))
        const original = fingerprintOf(cart)
        expect(change(({ quantity }) => ({ quantity: quantity + 1 }))).not.toBe(original)
        const dearer = ({ unitPrice }: PayableLine) => amount(unitPrice.minorUnits + 1_000_000n, 'EUR')
        expect(change((each) => ({ unitPrice: dearer(each) }))).not.toBe(original)
        expect(change(({ productId }) => ({ productId: productId + 10 }))).not.toBe(original)
      }),
    )
  })
})

describe('the verdict on a cart', () => {
  it('is the exact sum of its lines when all of it is there', () => {
    fc.assert(
      fc.property(lines, (cart) => {
        const verdict = judgeCart(plenty(cart))
        const total = cart.reduce((sum, { lineTotal }) => sum + lineTotal.minorUnits, 0n)
        expect(verdict).toEqual({
          kind: 'payable',
          total: amount(total, 'EUR'),
          fingerprint: fingerprintOf(cart),
        })
      }),
    )
  })

  it('is short exactly when a product is wanted more often than there is', () => {
    fc.assert(
      fc.property(lines, (cart) => {
        const available = new Map(cart.map((each) => [each.productId, each.available]))
        const level = cart.map((each) => ({
          ...each,
          inStock: true,
          available: available.get(each.productId) ?? 0,
        }))
        const wanted = (productId: number) =>
          level
            .filter((each) => each.productId === productId)
            .reduce((sum, { quantity }) => sum + quantity, 0)
        const short = [...available].filter(([productId, left]) => wanted(productId) > left)
        const verdict = judgeCart(level)
        expect(verdict.kind).toBe(short.length > 0 ? 'short' : 'payable')
        if (verdict.kind === 'short') {
          expect(verdict.shortages.map(({ productId }) => productId).sort()).toEqual(
            short.map(([productId]) => productId).sort(),
          )
        }
      }),
    )
  })

  it('believes the backend when it says that a line is not in stock', () => {
    const [only] = fc.sample(line, 1)
    const cart = only ? [{ ...only, inStock: false, available: 99 }] : []
    expect(judgeCart(cart).kind).toBe('short')
  })

  it('is empty without lines, and with lines of nothing', () => {
    expect(judgeCart([])).toEqual({ kind: 'empty' })
    const [only] = fc.sample(line, 1)
    expect(judgeCart(only ? [{ ...only, quantity: 0 }] : [])).toEqual({ kind: 'empty' })
  })
})

describe('whether a payment is an older one', () => {
  const cart = { total: amount(1999n, 'EUR'), fingerprint: '1x5@1999', method: 'STRIPE' as const }

  it('is told by its lines where they are known, whatever it charges', () => {
    expect(isStale(cart, { frozen: '1x5@1999', method: 'STRIPE', charged: 1n })).toBe(false)
    expect(isStale(cart, { frozen: '2x5@1999', method: 'STRIPE', charged: 1999n })).toBe(true)
  })

  it('is told by its amount where they are not, a cut cent allowed', () => {
    const stale = [2000n, 1999n, 1998n, 1997n].map((charged) =>
      isStale(cart, { frozen: null, method: null, charged }),
    )
    expect(stale).toEqual([true, false, false, true])
  })

  it('is told by its method too, where that is known', () => {
    expect(isStale(cart, { frozen: '1x5@1999', method: 'PAYPAL', charged: 1999n })).toBe(true)
    expect(isStale(cart, { frozen: '1x5@1999', method: null, charged: 1999n })).toBe(false)
  })
})
