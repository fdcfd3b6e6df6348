// A payment as the backend's list of all payments tells it.
import type { Amount } from '@ticketing/money'
import { z } from 'zod'
import { euros, instant, listPage, optionalInstant, paymentMethod, paymentStatus } from './backend-words.js'

export interface SeenPayment {
  readonly uuid: string
  /** The number of the account; null where it is gone. */
  readonly owner: string | null
  readonly status: z.output<typeof paymentStatus>
  readonly method: z.output<typeof paymentMethod>
  readonly amount: Amount
  /** All that was ever given back. */
  readonly refunded: Amount | null
  readonly createdAt: Date
  readonly updatedAt: Date | null
  readonly paidAt: Date | null
  readonly refundedAt: Date | null
}

const row = z
  .object({
    uuid: z.guid(),
    status: paymentStatus,
    payment_method: paymentMethod,
    amount: euros,
    refunded_amount: euros.nullish(),
    created_at: instant,
    updated_at: optionalInstant,
    paid_at: optionalInstant,
    refunded_at: optionalInstant,
    user: z.object({ id: z.number().int() }).nullish(),
  })
  .transform(
    (raw): SeenPayment => ({
      uuid: raw.uuid.toLowerCase(),
      owner: raw.user ? String(raw.user.id) : null,
      status: raw.status,
      method: raw.payment_method,
      amount: raw.amount,
      refunded: raw.refunded_amount ?? null,
      createdAt: raw.created_at,
      updatedAt: raw.updated_at,
      paidAt: raw.paid_at,
      refundedAt: raw.refunded_at,
    }),
  )

export const paymentPage = listPage(row)
