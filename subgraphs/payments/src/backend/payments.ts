// Payments of the REST API: opening one, the state that its owner may read, refunds.
import { type Amount, toDecimal } from '@ticketing/money'
import { z } from 'zod'
import type { Ask } from './ask.js'
import { euros } from './money.parser.js'
import { instant, type PaymentMethod, type PaymentStatus, paymentStatus, uuid } from './words.js'

/** What the owner's own route tells of a payment. */
export interface PaymentState {
  readonly status: PaymentStatus
  readonly paidAt: Date | null
}

/** A payment just opened, or an older one still pending for the same cart: the backend does not say which. */
export interface OpenedPayment {
  readonly uuid: string
  readonly status: PaymentStatus
  readonly transactionId: string
  readonly clientSecret: string
}

/** What a refund changed of its payment. */
export interface MadeRefund {
  /** All that was ever given back. */
  readonly refundedAmount: Amount
  readonly refundedAt: Date | null
  readonly status: PaymentStatus
}

const opened = z
  .object({
    data: z.object({
      uuid,
      status: paymentStatus,
      transaction_id: z.string().min(1),
      client_secret: z.string().min(1),
    }),
  })
  .transform(
    ({ data }): OpenedPayment => ({
      uuid: data.uuid,
      status: data.status,
      transactionId: data.transaction_id,
      clientSecret: data.client_secret,
    }),
  )

const state = z
  .object({ status: paymentStatus, paid_at: instant.nullable() })
  .transform((raw): PaymentState => ({ status: raw.status, paidAt: raw.paid_at }))

const refunded = z
  .object({ refunded_amount: euros, refunded_at: instant.nullish(), status: paymentStatus })
  .transform(
    (raw): MadeRefund => ({
      refundedAmount: raw.refunded_amount,
      refundedAt: raw.refunded_at ?? null,
      status: raw.status,
    }),
  )

/** Opens a payment for a cart. Throws BackendError: 500 for a foreign cart or no stock, 502 from the card processor. */
export function openPayment(
  ask: Ask,
  { cartId, method }: { cartId: number; method: PaymentMethod },
): Promise<OpenedPayment> {
  const body = { cart_id: cartId, payment_method: method.toLowerCase() }
  return ask({ method: 'POST', route: '/api/payments', body, answer: opened })
}

/** The state of the caller's own payment. A foreign or unknown one throws NOT_FOUND. */
export function readPaymentState(ask: Ask, paymentUuid: string): Promise<PaymentState> {
  const params = { uuid: paymentUuid }
  return ask({ method: 'GET', route: '/api/payments/{uuid}', params, answer: state })
}

/** Gives money back, with an admin's token. Never repeat it: each call gives back again. */
export function refundPayment(
  ask: Ask,
  { paymentUuid, amount }: { paymentUuid: string; amount: Amount },
): Promise<MadeRefund> {
  // A JSON number of two decimals is written back with exactly those digits.
  const body = { amount: Number(toDecimal(amount)) }
  const params = { uuid: paymentUuid }
  return ask({ method: 'POST', route: '/api/payments/{uuid}/refund', params, body, answer: refunded })
}
