// The full record of a payment, which only admins may list: the owner's own route tells no more than its state.
import { type Amount, multiply } from '@ticketing/money'
import { z } from 'zod'
import type { Ask } from './ask.js'
import { discountedEuros, euros } from './money.parser.js'
import type { PaymentState } from './payments.js'
import { fileName, instant, type PaymentMethod, paymentMethod, paymentStatus, uuid } from './words.js'

/** One line of a payment as it was frozen when the payment was opened. */
export interface PaidLine {
  readonly productId: number
  readonly name: string
  readonly places: number | null
  readonly quantity: number
  /** What one piece cost, after discount. */
  readonly unitPrice: Amount
  readonly lineTotal: Amount
}

/** Everything the backend knows of a payment. */
export interface PaymentRecord extends PaymentState {
  readonly uuid: string
  readonly userId: number | null
  readonly method: PaymentMethod
  readonly amount: Amount
  readonly refundedAmount: Amount | null
  readonly transactionId: string | null
  readonly invoiceName: string | null
  readonly lines: readonly PaidLine[]
}

const line = z
  .object({
    product_id: z.number().int(),
    product_name: z.string(),
    ticket_places: z.number().int().nullish(),
    quantity: z.coerce.number().int(),
    discounted_price: discountedEuros,
  })
  .transform(
    (raw): PaidLine => ({
      productId: raw.product_id,
      name: raw.product_name,
      places: raw.ticket_places ?? null,
      quantity: raw.quantity,
      unitPrice: raw.discounted_price,
      lineTotal: multiply(raw.discounted_price, BigInt(raw.quantity)),
    }),
  )

const record = z
  .object({
    uuid,
    status: paymentStatus,
    payment_method: paymentMethod,
    amount: euros,
    refunded_amount: euros.nullable(),
    transaction_id: z.string().nullable(),
    paid_at: instant.nullable(),
    invoice_link: fileName.nullish(),
    cart_snapshot: z.array(line).nullish(),
    user: z.object({ id: z.number().int() }).nullish(),
  })
  .transform(
    (raw): PaymentRecord => ({
      uuid: raw.uuid,
      status: raw.status,
      method: raw.payment_method,
      amount: raw.amount,
      refundedAmount: raw.refunded_amount,
      transactionId: raw.transaction_id,
      paidAt: raw.paid_at,
      invoiceName: raw.invoice_link ?? null,
      lines: raw.cart_snapshot ?? [],
      userId: raw.user?.id ?? null,
    }),
  )

const recordPage = z.object({ data: z.array(record), meta: z.object({ last_page: z.number().int() }) })

/** The full record, with an admin's token; null when there is none. The search is loose, so the uuid is compared. */
export async function findPaymentRecord(ask: Ask, paymentUuid: string): Promise<PaymentRecord | null> {
  const query = { q: paymentUuid }
  const page = await ask({ method: 'GET', route: '/api/payments', query, answer: recordPage })
  return page.data.find((found) => found.uuid === paymentUuid) ?? null
}

/** One page of up to 100 full records of one user, newest first, with an admin's token. */
export function listPaymentRecordsOf(
  ask: Ask,
  { userId, page }: { userId: number; page: number },
): Promise<{ data: PaymentRecord[]; meta: { last_page: number } }> {
  const query = { user_id: userId, page, per_page: 100, sort_by: 'created_at', sort_order: 'desc' }
  return ask({ method: 'GET', route: '/api/payments', query, answer: recordPage })
}
