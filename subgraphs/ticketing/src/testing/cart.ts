// For tests: carts as the backend keeps them, a user's in one shape and a guest's in another.
import { productRow } from './products.js'
import { type Received, refusal, type ScriptedBackend } from './scripted-backend.js'

/** Product id to quantity, by token or by guest's cart id. */
export type Carts = Map<string, Map<number, number>>

const STOCK = 6

function lineOf(product: number, quantity: number, guest: boolean): object {
  const line = {
    id: guest ? null : product * 10,
    product_id: product,
    quantity: guest ? String(quantity) : quantity,
    in_stock: quantity <= STOCK,
    available_quantity: STOCK,
    unit_price: 14.99,
    total_price: Math.round(1499 * quantity) / 100,
    product: {
      name: `Relay ${product}`,
      image: `relay ${product}.jpg`,
      date: '2024-08-09',
      time: 'from 7 in the evening',
      location: 'Saint-Denis',
    },
  }
  return guest ? { ...line, original_price: '19.99', discount_rate: '0.25' } : line
}

/**
 * Answers the cart's routes. Tokens that are not `valid` are taken for a guest without a cart, as by the real one.
 * The user with the token `7|…` has the id 7 and the cart 70.
 */
export function keepCarts(backend: ScriptedBackend, valid: (token: string) => boolean = () => true): Carts {
  const carts: Carts = new Map()

  function ownerOf({ headers }: Received): { key: string; userId: number | null } {
    const token = headers.authorization?.replace('Bearer ', '') ?? ''
    if (token !== '' && valid(token)) return { key: token, userId: Number(token.split('|')[0]) }
    return { key: String(headers['x-guest-cart-id'] ?? 'lost'), userId: null }
  }
  const cartOf = (key: string) => {
    const cart = carts.get(key) ?? new Map<number, number>()
    carts.set(key, cart)
    return cart
  }

  backend.on('GET /api/cart', (received) => {
    const { key, userId } = ownerOf(received)
    const items = [...cartOf(key)].map(([product, quantity]) => lineOf(product, quantity, userId === null))
    if (userId === null) return { body: { meta: { guest_cart_id: key }, data: { cart_items: items } } }
    return { body: { data: { id: userId * 10, user_id: userId, cart_items: items } } }
  })
  backend.on('PATCH /api/cart/items/*', (received, segment) => {
    const product = Number(segment)
    const { quantity } = received.body as { quantity: number }
    if (quantity > STOCK) {
      const short = { product_id: product, product_name: 'Relay', requested_quantity: quantity }
      return refusal(409, 'stock_unavailable', { errors: [{ ...short, available_quantity: STOCK }] })
    }
    const cart = cartOf(ownerOf(received).key)
    if (quantity === 0) cart.delete(product)
    else cart.set(product, quantity)
    return {}
  })
  backend.on('DELETE /api/cart/items', (received) => {
    const { key, userId } = ownerOf(received)
    if (userId === null) return refusal(401, 'unauthenticated')
    carts.delete(key)
    return {}
  })
  backend.on('GET /api/products/*', (_, segment) => ({ body: { data: productRow(Number(segment)) } }))
  return carts
}
