import { linesOf, lockCart } from '../cart/user-cart.js'
import type { Database } from '../database/connect.js'
import type { Locale, Payment, PaymentMethod, User } from '../database/tables.js'
import { problem } from '../http/problem.js'
import { findProducts } from '../product/product.storage.js'
import type { Services } from '../services.js'
import { insertPayment } from './payment.storage.js'
import { toSnapshotLines, toStripeCents, totalOf } from './snapshot.js'
import { StripeRefusal } from './stripe.js'

/** A foreign cart and a stock that has gone both end in this 500; clients of the existing backend know it. */
const internalPaymentError = () => problem(500, 'http_error', 'The payment could not be prepared')

export const gatewayError = () => problem(502, 'http_error', 'The payment provider refused, try again later')

interface Order {
  readonly user: User
  readonly cartId: number
  readonly method: PaymentMethod
  readonly locale: Locale
}

const freezeCart = async (db: Database, { cartId, locale }: Order) => {
  const lines = await linesOf(db, cartId)
  const products = await findProducts(
    db,
    locale,
    lines.map((line) => line.product_id),
  )
  const short = lines.some((line) => (products.get(line.product_id)?.stock_quantity ?? 0) < line.quantity)
  if (short) throw internalPaymentError()
  return toSnapshotLines(lines, products)
}

/** Asks Stripe for the intent of a payment; a refusal leaves the payment failed. */
const openIntent = async (services: Services, db: Database, payment: Payment): Promise<Payment> => {
  const metadata = {
    payment_uuid: payment.uuid,
    cart_id: String(payment.cart_id),
    user_id: String(payment.user_id),
  }
  const outcome = await services.stripe
    .createIntent({ cents: toStripeCents(Number(payment.amount)), metadata })
    .then(({ id, clientSecret }) => ({ transaction_id: id, client_secret: clientSecret }))
    .catch((error: unknown) => {
      if (!(error instanceof StripeRefusal)) throw error
      services.log.info({ reason: error.message, payment: payment.uuid }, 'no payment intent')
      return { status: 'failed' as const }
    })
  return db
    .updateTable('payments')
    .set({ ...outcome, updated_at: services.now() })
    .where('id', '=', payment.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/**
 * Opens a payment for a cart, or gives the one that is pending, whatever the cart holds by now.
 * @throws 500 for a foreign cart or a lack of stock, 502 when Stripe refuses (an empty cart included).
 */
export const startPayment = async (services: Services, order: Order): Promise<Payment> => {
  const { guard } = services
  const payment = await guard.run(async (db) => {
    const cart = await lockCart(db, guard, order.cartId)
    if (cart?.user_id !== order.user.id) throw internalPaymentError()
    const pending = await db
      .selectFrom('payments')
      .selectAll()
      .where('cart_id', '=', order.cartId)
      .where('status', '=', 'pending')
      .orderBy('id', 'desc')
      .executeTakeFirst()
    if (pending) return pending
    const lines = await freezeCart(db, order)
    await guard.gap()
    const fresh = await insertPayment(db, services, {
      userId: order.user.id,
      cartId: order.cartId,
      snapshot: { locale: order.locale, lines },
      amount: totalOf(lines),
      method: order.method,
      status: 'pending',
    })
    return openIntent(services, db, fresh)
  })
  if (payment.status === 'failed') throw gatewayError()
  return payment
}
