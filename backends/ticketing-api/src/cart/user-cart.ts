import type { Database } from '../database/connect.js'
import type { Guard } from '../database/guard.js'
import type { Locale } from '../database/tables.js'
import { findProducts } from '../product/product.storage.js'
import type { Services } from '../services.js'
import { type CartLine, quantityOf, requireStock, withQuantity } from './cart.rules.js'

/** The id of a user's only cart, made on first use. */
export const cartIdOf = async (db: Database, userId: number): Promise<number> => {
  const find = db.selectFrom('carts').select('id').where('user_id', '=', userId)
  const found = await find.executeTakeFirst()
  if (found) return found.id
  await db
    .insertInto('carts')
    .values({ user_id: userId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await find.executeTakeFirstOrThrow()).id
}

export const linesOf = (db: Database, cartId: number): Promise<CartLine[]> =>
  db
    .selectFrom('cart_items')
    .select(['id', 'product_id', 'quantity'])
    .where('cart_id', '=', cartId)
    .orderBy('id')
    .execute()

/** Holds a cart's row, so that changes of one cart follow one another. */
export const lockCart = (db: Database, guard: Guard, cartId: number) =>
  guard.lock(db.selectFrom('carts').selectAll().where('id', '=', cartId)).executeTakeFirst()

const writeLine = async (db: Database, cartId: number, line: CartLine | undefined, to: CartLine) => {
  if (to.quantity === 0)
    await db
      .deleteFrom('cart_items')
      .where('cart_id', '=', cartId)
      .where('product_id', '=', to.product_id)
      .execute()
  else if (line?.id)
    await db.updateTable('cart_items').set({ quantity: to.quantity }).where('id', '=', line.id).execute()
  else
    await db
      .insertInto('cart_items')
      .values({ cart_id: cartId, product_id: to.product_id, quantity: to.quantity })
      .execute()
}

interface Change {
  readonly userId: number
  readonly productId: number
  /** Absolute; 0 removes. */
  readonly quantity: number
  readonly locale: Locale
}

/** Sets a quantity. Only raising one asks whether the whole cart is in stock. @throws 409 */
export const setUserQuantity = async ({ db, guard }: Services, change: Change): Promise<void> => {
  const { productId, quantity } = change
  const cartId = await cartIdOf(db, change.userId)
  await guard.run(async (db) => {
    await lockCart(db, guard, cartId)
    const lines = await linesOf(db, cartId)
    if (quantity > quantityOf(lines, productId)) {
      const wanted = withQuantity(lines, productId, quantity)
      const ids = wanted.map((line) => line.product_id)
      requireStock(wanted, await findProducts(db, change.locale, ids))
    }
    await guard.gap()
    const line = lines.find((other) => other.product_id === productId)
    await writeLine(db, cartId, line, { id: null, product_id: productId, quantity })
  })
}

/** Adds lines to what is there, without asking for stock; to be run inside `guard.run`. */
export const addLines = async (
  db: Database,
  guard: Guard,
  userId: number,
  added: readonly CartLine[],
): Promise<void> => {
  const cartId = await cartIdOf(db, userId)
  await lockCart(db, guard, cartId)
  const lines = await linesOf(db, cartId)
  await guard.gap()
  for (const { product_id, quantity } of added) {
    const line = lines.find((other) => other.product_id === product_id)
    await writeLine(db, cartId, line, { id: null, product_id, quantity: quantity + (line?.quantity ?? 0) })
  }
}

export const clearUserCart = async ({ db, guard }: Services, userId: number): Promise<void> => {
  const cartId = await cartIdOf(db, userId)
  await guard.run(async (db) => {
    await lockCart(db, guard, cartId)
    await db.deleteFrom('cart_items').where('cart_id', '=', cartId).execute()
  })
}
