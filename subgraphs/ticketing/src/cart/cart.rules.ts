// What is decided about carts. Pure.
import { type Amount, add, sum } from '@ticketing/money'
import { CodedError } from '@ticketing/service-kit'
import type { Caller } from '@ticketing/session'
import type { CartLine, CartRecord } from '../backend/carts.js'

/**
 * The cart, if it is the caller's; UNAUTHENTICATED otherwise. To a token that has ended the backend does not say 401
 * on the cart: it answers with a guest's cart, which must never be shown as the caller's own.
 */
export function callersCart(cart: CartRecord, caller: Caller | null): CartRecord {
  if (cart.userId === (caller?.userId ?? null)) return cart
  throw new CodedError('UNAUTHENTICATED', 'Sign in again: your session has ended.')
}

/** BAD_USER_INPUT unless it is 0 or more. */
export function checkQuantity(quantity: number): void {
  if (quantity < 0)
    throw new CodedError('BAD_USER_INPUT', '{argument} is 0 or more.', { values: { argument: 'quantity' } })
}

function together(line: CartLine, twin: CartLine): CartLine {
  const quantity = line.quantity + twin.quantity
  const available = Math.min(line.available, twin.available)
  return {
    ...line,
    quantity,
    available,
    lineTotal: add(line.lineTotal, twin.lineTotal),
    inStock: line.inStock && twin.inStock && quantity <= available,
  }
}

/** One line for each product, in the order of the first: two requests at once can leave the backend with twins. */
export function withoutTwins(lines: readonly CartLine[]): readonly CartLine[] {
  const byProduct = new Map<number, CartLine>()
  for (const line of lines) {
    const { id } = line.product
    const twin = byProduct.get(id)
    byProduct.set(id, twin ? together(twin, line) : line)
  }
  return [...byProduct.values()]
}

/** What the lines cost together. */
export function totalOf(lines: readonly CartLine[]): Amount {
  return sum(
    lines.map((line) => line.lineTotal),
    'EUR',
  )
}
