import type { Database } from '../database/connect.js'
import type { Locale } from '../database/tables.js'
import type { Call } from '../http/call.js'
import { findProducts } from '../product/product.storage.js'
import type { Services } from '../services.js'
import { type CartLine, quantityOf, requireStock, withQuantity } from './cart.rules.js'

/** Each change gives a guest's cart this much longer; reading does not. */
const lifetimeMs = 120 * 60_000

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The id a client chose, if it is a UUID. */
export const chosenGuestId = (call: Call): string | undefined => {
  const sent = call.headers['x-guest-cart-id']
  return typeof sent === 'string' && uuid.test(sent) ? sent.toLowerCase() : undefined
}

export const guestLines = async (db: Database, id: string, now: Date): Promise<CartLine[]> => {
  const lines = await db
    .selectFrom('guest_cart_items')
    .innerJoin('guest_carts', 'guest_carts.id', 'guest_cart_id')
    .select(['product_id', 'quantity'])
    .where('guest_cart_id', '=', id)
    .where('expires_at', '>', now)
    .orderBy('position')
    .execute()
  return lines.map((line) => ({ id: null, ...line }))
}

/** Sets the cart's new end; its row is then held until the end of the transaction. */
const renew = async (db: Database, id: string, now: Date): Promise<void> => {
  await db.deleteFrom('guest_carts').where('id', '=', id).where('expires_at', '<=', now).execute()
  const expires_at = new Date(now.getTime() + lifetimeMs)
  await db
    .insertInto('guest_carts')
    .values({ id, expires_at })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ expires_at }))
    .execute()
}

interface Change {
  readonly guestId: string
  readonly productId: number
  /** Absolute; 0 removes. */
  readonly quantity: number
  readonly locale: Locale
}

/** Sets a quantity, with the same question for stock as a user's cart. @throws 409 */
export const setGuestQuantity = ({ guard, now }: Services, change: Change): Promise<void> =>
  guard.run(async (db) => {
    const { guestId, productId, quantity } = change
    const line = { guest_cart_id: guestId, product_id: productId, quantity }
    await renew(db, guestId, now())
    const lines = await guestLines(db, guestId, now())
    if (quantity > quantityOf(lines, productId)) {
      const wanted = withQuantity(lines, productId, quantity)
      const ids = wanted.map((other) => other.product_id)
      requireStock(wanted, await findProducts(db, change.locale, ids))
    }
    if (quantity === 0)
      await db
        .deleteFrom('guest_cart_items')
        .where('guest_cart_id', '=', guestId)
        .where('product_id', '=', productId)
        .execute()
    else
      await db
        .insertInto('guest_cart_items')
        .values(line)
        .onConflict((conflict) => conflict.columns(['guest_cart_id', 'product_id']).doUpdateSet({ quantity }))
        .execute()
  })

/** Takes a guest's lines out of the cart: only one of two parallel sign-ins gets them. */
export const takeGuestLines = async (db: Database, id: string, now: Date): Promise<CartLine[]> => {
  const taken = await db
    .deleteFrom('guest_cart_items')
    .using('guest_carts')
    .whereRef('guest_carts.id', '=', 'guest_cart_id')
    .where('guest_cart_id', '=', id)
    .where('expires_at', '>', now)
    .returning(['position', 'product_id', 'quantity'])
    .execute()
  return taken
    .sort((a, b) => a.position - b.position)
    .map(({ product_id, quantity }) => ({ id: null, product_id, quantity }))
}

/** Forgets carts that have lapsed; they count as empty anyway. */
export const dropLapsedCarts = async (db: Database, now: Date): Promise<void> => {
  await db.deleteFrom('guest_carts').where('expires_at', '<=', now).execute()
}
