// What may be paid for, and whether a payment still stands for what is in the cart. Pure.
import { type Amount, amount, compare, sum } from '@ticketing/money'
import type { PaymentMethod } from '../backend/words.js'

/** A line of a cart or of a payment, as far as comparing them goes. */
export interface PricedLine {
  readonly productId: number
  readonly quantity: number
  readonly unitPrice: Amount
}

/** A line of a cart that is to be paid. */
export interface PayableLine extends PricedLine {
  readonly name: string
  readonly lineTotal: Amount
  readonly inStock: boolean
  readonly available: number
}

/** A product of which the cart holds more than there is. */
export interface Shortage {
  readonly productId: number
  readonly name: string
  readonly requested: number
  readonly available: number
}

/** Whether a cart can be paid, and if so for how much. */
export type CartVerdict =
  | { readonly kind: 'empty' }
  | { readonly kind: 'short'; readonly shortages: readonly Shortage[] }
  | { readonly kind: 'payable'; readonly total: Amount; readonly fingerprint: string }

/**
 * Lines as one text that is equal for equal purchases: order, and one product standing on several lines, do not matter.
 * Quantities and the price of one piece in cents do.
 */
export function fingerprintOf(lines: readonly PricedLine[]): string {
  const quantities = new Map<string, number>()
  for (const { productId, unitPrice, quantity } of lines) {
    const key = `${productId}@${unitPrice.minorUnits}`
    quantities.set(key, (quantities.get(key) ?? 0) + quantity)
  }
  return [...quantities]
    .filter(([, quantity]) => quantity !== 0)
    .map(([key, quantity]) => `${quantity}x${key}`)
    .sort()
    .join(' ')
}

function shortagesOf(lines: readonly PayableLine[]): readonly Shortage[] {
  const byProduct = new Map<number, Shortage & { inStock: boolean }>()
  for (const { productId, name, quantity, available, inStock } of lines) {
    const known = byProduct.get(productId)
    byProduct.set(productId, {
      productId,
      name,
      requested: (known?.requested ?? 0) + quantity,
      available: Math.min(known?.available ?? available, available),
      inStock: (known?.inStock ?? true) && inStock,
    })
  }
  return [...byProduct.values()]
    .filter(({ requested, available, inStock }) => !inStock || requested > available)
    .map(({ inStock: _inStock, ...shortage }) => shortage)
}

/** Stripe charges no less than 50 cents; the backend would keep a failed payment of such a try for ever. */
const LEAST_CHARGE = amount(50n, 'EUR')

/** Whether Stripe can charge this at all. */
export const isChargeable = (total: Amount): boolean => compare(total, LEAST_CHARGE) >= 0

export function judgeCart(lines: readonly PayableLine[]): CartVerdict {
  const wanted = lines.filter(({ quantity }) => quantity > 0)
  if (wanted.length === 0) return { kind: 'empty' }
  const shortages = shortagesOf(wanted)
  if (shortages.length > 0) return { kind: 'short', shortages }
  const total = sum(
    wanted.map(({ lineTotal }) => lineTotal),
    'EUR',
  )
  return { kind: 'payable', total, fingerprint: fingerprintOf(wanted) }
}

/** A pending payment, as far as it is known; null for what nobody knows. */
export interface PendingPayment {
  /** The fingerprint of its lines. */
  readonly frozen: string | null
  readonly method: PaymentMethod | null
  /** In cents. */
  readonly charged: bigint
}

/**
 * Whether a payment that the backend answered with is an older one for other lines, or to be paid another way. Where
 * nobody knows its lines, its amount tells, one cent less being what the backend cuts off.
 */
export function isStale(
  cart: { readonly total: Amount; readonly fingerprint: string; readonly method: PaymentMethod },
  payment: PendingPayment,
): boolean {
  if (payment.method !== null && payment.method !== cart.method) return true
  if (payment.frozen !== null) return payment.frozen !== cart.fingerprint
  const difference = cart.total.minorUnits - payment.charged
  return difference !== 0n && difference !== 1n
}
