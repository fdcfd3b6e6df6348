import type { Payment } from '../database/tables.js'
import { invalid } from '../http/problem.js'
import type { Services } from '../services.js'
import { paymentByUuid } from './payment.storage.js'
import { toStripeCents } from './snapshot.js'
import { gatewayError } from './start-payment.js'
import { StripeRefusal } from './stripe.js'

const toCents = (euros: string | number | null): number => Math.round(Number(euros ?? 0) * 100)

const askStripe = async (services: Services, intent: string | null, euros: number): Promise<void> => {
  // Without an intent there is nothing to give back from.
  if (!intent) throw gatewayError()
  await services.stripe.refund(intent, toStripeCents(euros)).catch((error: unknown) => {
    if (!(error instanceof StripeRefusal)) throw error
    services.log.info({ reason: error.message, intent }, 'no refund')
    throw gatewayError()
  })
}

/**
 * Gives back part or all of a payment. Its status is not asked for, only what is left of its amount;
 * tickets and stock stay as they are.
 * @throws 422 above what is left, 502 when Stripe refuses.
 */
export const refundPayment = (services: Services, uuid: string, euros: number): Promise<Payment> =>
  services.guard.run(async (db) => {
    const payment = await services.guard.lock(paymentByUuid(db, uuid)).executeTakeFirstOrThrow()
    const left = toCents(payment.amount) - toCents(payment.refunded_amount)
    if (toCents(euros) > left) throw invalid({ amount: [`No more than ${left / 100} can be refunded.`] })
    await services.guard.gap()
    await askStripe(services, payment.transaction_id, euros)
    const refunded = toCents(payment.refunded_amount) + toCents(euros)
    return db
      .updateTable('payments')
      .set({
        refunded_amount: (refunded / 100).toFixed(2),
        refunded_at: services.now(),
        updated_at: services.now(),
        ...(refunded >= toCents(payment.amount) ? { status: 'refunded' as const } : {}),
      })
      .where('id', '=', payment.id)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
