// A ticket as the backend's list of all tickets tells it.
import { z } from 'zod'
import { instant, listPage, optionalInstant, ticketStatus } from './backend-words.js'

export interface SeenTicket {
  readonly id: string
  readonly token: string
  readonly owner: string
  readonly payment: string
  readonly product: string
  readonly status: z.output<typeof ticketStatus>
  readonly createdAt: Date
  readonly updatedAt: Date | null
  readonly usedAt: Date | null
  readonly refundedAt: Date | null
  readonly cancelledAt: Date | null
}

const row = z
  .object({
    id: z.number().int(),
    token: z.string().min(1),
    status: ticketStatus,
    product_snapshot: z.object({ product_id: z.number().int() }),
    user: z.object({ id: z.number().int() }),
    payment: z.object({ uuid: z.string() }),
    created_at: instant,
    updated_at: optionalInstant,
    used_at: optionalInstant,
    refunded_at: optionalInstant,
    cancelled_at: optionalInstant,
  })
  .transform(
    (raw): SeenTicket => ({
      id: String(raw.id),
      token: raw.token,
      owner: String(raw.user.id),
      payment: raw.payment.uuid.toLowerCase(),
      product: String(raw.product_snapshot.product_id),
      status: raw.status,
      createdAt: raw.created_at,
      updatedAt: raw.updated_at,
      usedAt: raw.used_at,
      refundedAt: raw.refunded_at,
      cancelledAt: raw.cancelled_at,
    }),
  )

export const ticketPage = listPage(row)
