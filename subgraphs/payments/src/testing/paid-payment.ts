// A payment that the scripted backend has.
import { randomUUID } from 'node:crypto'
import type { BackendPayment, BackendUser } from './ticketing-answers.js'
import type { World } from './world.js'

/** Adds a payment of 44.97 euros for three tickets, paid; the newest stand last. */
export function addPayment(
  world: World,
  user: BackendUser,
  change: Partial<BackendPayment> = {},
): BackendPayment {
  const payment: BackendPayment = {
    uuid: randomUUID(),
    user_id: user.id,
    cart_id: user.cart.id,
    status: 'paid',
    payment_method: 'stripe',
    amount: 44.97,
    refunded: null,
    paid_at: '2024-07-01T10:05:00+00:00',
    transaction_id: `pi_${randomUUID()}`,
    lines: [{ product_id: 6, quantity: 3, price: 14.99, available: 9 }],
    ...change,
  }
  world.ticketing.state.payments.push(payment)
  return payment
}
