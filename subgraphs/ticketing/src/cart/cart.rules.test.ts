import { describe, expect, it } from '@jest/globals'
import { amount } from '@ticketing/money'
import fc from 'fast-check'
import type { CartLine } from '../backend/carts.js'
import type { ProductFacts, ProductId } from '../backend/product-record.js'
import { callersCart, totalOf, withoutTwins } from './cart.rules.js'

const euros = (cents: number) => amount(BigInt(cents), 'EUR')

const productFacts = (id: number): ProductFacts => ({
  id: id as ProductId,
  name: `Relay ${id}`,
  description: null,
  category: null,
  location: null,
  date: null,
  startsAtText: null,
  places: null,
  imageFile: null,
})

const line: fc.Arbitrary<CartLine> = fc
  .record({
    product: fc.integer({ min: 1, max: 5 }),
    quantity: fc.integer({ min: 1, max: 9 }),
    cents: fc.integer({ min: 0, max: 100_000 }),
    available: fc.integer({ min: -3, max: 9 }),
  })
  .map(({ product, quantity, cents, available }) => ({
    product: productFacts(product),
    quantity,
    unitPrice: euros(cents),
    lineTotal: euros(cents * quantity),
    available,
    inStock: quantity <= available,
  }))

const sumOf = (lines: readonly CartLine[]) => lines.reduce((total, { quantity }) => total + quantity, 0)

describe('lines of a cart', () => {
  it('stand once for each product, and nothing of quantity or price is lost', () => {
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const single = withoutTwins(lines)
        const products = single.map(({ product }) => product.id)
        expect(new Set(products).size).toBe(products.length)
        expect(new Set(products)).toEqual(new Set(lines.map(({ product }) => product.id)))
        expect(sumOf(single)).toBe(sumOf(lines))
        expect(totalOf(single)).toEqual(totalOf(lines))
      }),
    )
  })

  it('stay as they are where there are no twins', () => {
    fc.assert(
      fc.property(fc.uniqueArray(line, { selector: ({ product }) => product.id }), (lines) => {
        expect(withoutTwins(lines)).toEqual(lines)
      }),
    )
  })

  it('are in stock only if their sum is', () => {
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        for (const { inStock, quantity, available } of withoutTwins(lines)) {
          if (inStock) expect(quantity).toBeLessThanOrEqual(available)
        }
      }),
    )
  })
})

describe("the caller's cart", () => {
  const caller = { sessionId: null, userId: 7, role: 'USER', backendToken: 't' } as const
  const cart = (userId: number | null) => ({ id: '1', userId, lines: [] })

  it('is shown to its owner, and a guest sees a cart of no user', () => {
    expect(callersCart(cart(7), caller).id).toBe('1')
    expect(callersCart(cart(null), null).id).toBe('1')
  })

  it.each([
    [null, caller],
    [8, caller],
    [7, null],
  ])('of user %j is refused to anybody else', (owner, asking) => {
    expect(() => callersCart(cart(owner), asking)).toThrow('Sign in again')
  })
})
