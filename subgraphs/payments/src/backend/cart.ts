// The caller's cart, as far as paying for it needs.
import { noContent } from '@ticketing/backend-client'
import type { Amount } from '@ticketing/money'
import { z } from 'zod'
import type { Ask } from './ask.js'
import { euros } from './money.parser.js'

export interface CartLine {
  readonly productId: number
  readonly name: string
  readonly quantity: number
  /** After discount. */
  readonly unitPrice: Amount
  readonly lineTotal: Amount
  readonly inStock: boolean
  /** How many the backend still has; never negative. */
  readonly available: number
}

/** A cart; `id` is null when the backend answered with a guest's cart, which it does for a token it no longer knows. */
export interface BackendCart {
  readonly id: number | null
  readonly lines: readonly CartLine[]
}

const line = z
  .object({
    product_id: z.number().int(),
    quantity: z.coerce.number().int(),
    in_stock: z.boolean(),
    available_quantity: z.coerce.number().int(),
    unit_price: euros,
    total_price: euros,
    product: z.object({ name: z.string().nullish() }).nullish(),
  })
  .transform(
    (raw): CartLine => ({
      productId: raw.product_id,
      name: raw.product?.name ?? '',
      quantity: raw.quantity,
      unitPrice: raw.unit_price,
      lineTotal: raw.total_price,
      inStock: raw.in_stock,
      // An over-sold product has a negative stock.
      available: Math.max(0, raw.available_quantity),
    }),
  )

const cart = z
  .object({ data: z.object({ id: z.number().int().optional(), cart_items: z.array(line) }) })
  .transform(({ data }): BackendCart => ({ id: data.id ?? null, lines: data.cart_items }))

export function readCart(ask: Ask): Promise<BackendCart> {
  return ask({ method: 'GET', route: '/api/cart', answer: cart })
}

/** Removes every line of the signed-in caller's cart. Safe to repeat. */
export function clearCart(ask: Ask): Promise<void> {
  return ask({ method: 'DELETE', route: '/api/cart/items', answer: noContent })
}
