import type { Bench } from './bench.js'

/** What a purchase leaves in the hands of a test. */
export interface Purchase {
  readonly uuid: string
  readonly intent: string
}

/** Puts one product into the caller's cart and opens a payment for it. */
export const openPayment = async (
  bench: Bench,
  token: string,
  productId: number,
  quantity: number,
): Promise<Purchase> => {
  await bench.call('DELETE', '/api/cart/items', { token })
  await bench.patch(`/api/cart/items/${productId}`, { quantity }, { token })
  const cart = await bench.get('/api/cart', { token })
  const body = { cart_id: cart.at('data.id'), payment_method: 'stripe' }
  const payment = await bench.post('/api/payments', body, { token })
  return { uuid: String(payment.at('data.uuid')), intent: String(payment.at('data.transaction_id')) }
}

/** Opens a payment and lets Stripe say that it went well. */
export const buy = async (
  bench: Bench,
  token: string,
  productId: number,
  quantity: number,
): Promise<Purchase> => {
  const purchase = await openPayment(bench, token, productId, quantity)
  await succeed(bench, purchase)
  return purchase
}

export const succeed = (bench: Bench, { uuid, intent }: Purchase) =>
  bench.sendEvent('payment_intent.succeeded', { id: intent, metadata: { payment_uuid: uuid } })

export const stockOf = async (bench: Bench, productId: number): Promise<number> =>
  Number((await bench.get(`/api/products/${productId}`)).at('data.stock_quantity'))
