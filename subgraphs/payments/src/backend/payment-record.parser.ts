// The full record of a payment as the REST API writes it, which only admins may list.
import { type Amount, multiply } from '@ticketing/money'
import type { Slice } from '@ticketing/subgraph-kit'
import { z } from 'zod'
import { discountedEuros, euros } from './money.parser.js'
import type { PaymentState } from './payments.js'
import { fileName, instant, type PaymentMethod, paymentMethod, paymentStatus, uuid } from './words.js'

/** One line of a payment; prices are as they were when the payment was opened. */
export interface PaidLine {
  readonly productId: number
  /** In the language of the call, not of the purchase. */
  readonly name: string
  /** In the language of the call too. */
  readonly category: string | null
  readonly places: number | null
  readonly quantity: number
  /** What one piece cost before the discount. */
  readonly listPrice: Amount | null
  /** A part of 1: 0.15 is 15 % off. */
  readonly discountRate: number | null
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
  readonly refundedAt: Date | null
  readonly transactionId: string | null
  readonly createdAt: Date
  readonly updatedAt: Date | null
  readonly invoiceName: string | null
  readonly lines: readonly PaidLine[]
}

const line = z
  .object({
    product_id: z.number().int(),
    product_name: z.string(),
    ticket_type: z.string().nullish(),
    ticket_places: z.number().int().nullish(),
    quantity: z.coerce.number().int(),
    // A number, or a text in the lines of free tickets.
    unit_price: euros.nullish(),
    discount_rate: z.coerce.number().nullish(),
    discounted_price: discountedEuros,
  })
  .transform(
    (raw): PaidLine => ({
      productId: raw.product_id,
      name: raw.product_name,
      category: raw.ticket_type ?? null,
      places: raw.ticket_places ?? null,
      quantity: raw.quantity,
      listPrice: raw.unit_price ?? null,
      discountRate: raw.discount_rate ?? null,
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
    refunded_at: instant.nullish(),
    transaction_id: z.string().nullable(),
    paid_at: instant.nullable(),
    created_at: instant,
    updated_at: instant.nullish(),
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
      refundedAt: raw.refunded_at ?? null,
      transactionId: raw.transaction_id,
      paidAt: raw.paid_at,
      createdAt: raw.created_at,
      updatedAt: raw.updated_at ?? null,
      invoiceName: raw.invoice_link ?? null,
      lines: raw.cart_snapshot ?? [],
      userId: raw.user?.id ?? null,
    }),
  )

/** One page of the list of payments. */
export const recordPage = z
  .object({ data: z.array(record), meta: z.object({ total: z.number().int() }) })
  .transform((raw): Slice<PaymentRecord> => ({ rows: raw.data, totalCount: raw.meta.total }))
