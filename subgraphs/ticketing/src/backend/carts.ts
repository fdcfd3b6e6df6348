// GET cart, PATCH cart/items/{product}, DELETE cart/items: a user's cart and a guest's come in two shapes.
import { noContent } from '@ticketing/backend-client'
import type { Amount } from '@ticketing/money'
import { z } from 'zod'
import type { Ask } from './ask.js'
import { type ProductFacts, type ProductId, productIdAnswer } from './product-record.js'
import { euros, optionalText, whole } from './values.js'

export interface CartLine {
  /** What the cart itself says of the product: neither description nor category nor places. */
  readonly product: ProductFacts
  readonly quantity: number
  /** After the discount. */
  readonly unitPrice: Amount
  readonly lineTotal: Amount
  readonly inStock: boolean
  /** How many are left; below zero when the backend has sold more than there were. */
  readonly available: number
}

export interface CartRecord {
  /** A user's cart has a number, a guest's a UUID. */
  readonly id: string
  /** Null for a guest's cart. */
  readonly userId: number | null
  readonly lines: readonly CartLine[]
}

const line = z
  .object({
    product_id: productIdAnswer,
    quantity: whole,
    unit_price: euros,
    total_price: euros,
    in_stock: z.boolean(),
    available_quantity: whole,
    product: z.object({
      name: z.string(),
      location: optionalText,
      date: optionalText,
      time: optionalText,
      image: optionalText,
    }),
  })
  .transform(
    (item): CartLine => ({
      product: toFacts(item.product_id, item.product),
      quantity: item.quantity,
      unitPrice: item.unit_price,
      lineTotal: item.total_price,
      inStock: item.in_stock,
      available: item.available_quantity,
    }),
  )

function toFacts(
  id: ProductId,
  {
    name,
    location,
    date,
    time,
    image,
  }: Record<'location' | 'date' | 'time' | 'image', string | null> & { name: string },
): ProductFacts {
  const unsaid = { description: null, category: null, places: null }
  return { id, name, location, date, startsAtText: time, imageFile: image, ...unsaid }
}

const usersCart = z
  .object({ data: z.object({ id: z.int(), user_id: z.int(), cart_items: z.array(line) }) })
  .transform(
    ({ data }): CartRecord => ({ id: String(data.id), userId: data.user_id, lines: data.cart_items }),
  )

const guestsCart = z
  .object({
    meta: z.object({ guest_cart_id: z.string() }),
    data: z.object({ cart_items: z.array(line) }),
  })
  .transform(
    ({ meta, data }): CartRecord => ({ id: meta.guest_cart_id, userId: null, lines: data.cart_items }),
  )

const cartAnswer = z.union([usersCart, guestsCart])

/** The cart of whoever the backend takes the caller for: with a dead token, a guest's. */
export const loadCart = (ask: Ask): Promise<CartRecord> =>
  ask({ method: 'GET', route: '/api/cart', answer: cartAnswer })

/** Sets how many of a product stand in the cart; 0 takes it out. CONFLICT `stock_unavailable` when there are too few. */
export const putCartLine = (ask: Ask, product: ProductId, quantity: number): Promise<void> =>
  ask({
    method: 'PATCH',
    route: '/api/cart/items/{product}',
    params: { product },
    body: { quantity },
    answer: noContent,
  })

/** Takes everything out of a user's cart. The backend refuses it to guests. */
export const deleteCartLines = (ask: Ask): Promise<void> =>
  ask({ method: 'DELETE', route: '/api/cart/items', answer: noContent })
