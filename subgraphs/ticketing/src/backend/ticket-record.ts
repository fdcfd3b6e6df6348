// One ticket, from two shapes: as its owner lists it, and as admins do.
import type { Amount } from '@ticketing/money'
import { z } from 'zod'
import { type ProductId, productIdAnswer } from './product-record.js'
import type { Profile } from './users.js'
import { decimal, euros, fileName, optionalText, optionalTime, whole } from './values.js'

export type TicketStatus = 'ISSUED' | 'USED' | 'REFUNDED' | 'CANCELLED'

/** The product as it was when the ticket was bought, in the language of the purchase. */
export interface Snapshot {
  readonly productId: ProductId
  readonly name: string
  readonly category: string | null
  readonly places: number | null
  readonly unitPrice: Amount
  readonly discountRate: number
  readonly price: Amount
}

/** Whose a ticket is. */
interface Owner {
  readonly id: number
  /** What admins are told of him; null in his own lists. */
  readonly profile: Profile | null
}

export interface TicketRecord {
  readonly id: number
  readonly owner: Owner
  /** What admits; not what stands in the QR code. */
  readonly token: string
  readonly status: TicketStatus
  readonly usedAt: Date | null
  readonly refundedAt: Date | null
  readonly cancelledAt: Date | null
  /** Told to admins only; null in one's own lists. */
  readonly createdAt: Date | null
  /** The same. */
  readonly updatedAt: Date | null
  readonly snapshot: Snapshot
  readonly paymentUuid: string
  readonly qrFile: string
  readonly pdfFile: string
}

const STATUSES = { issued: 'ISSUED', used: 'USED', refunded: 'REFUNDED', cancelled: 'CANCELLED' } as const

export const ticketStatus = z
  .enum(['issued', 'used', 'refunded', 'cancelled'])
  .transform((name): TicketStatus => STATUSES[name])

/** The backend's word for a state. */
export const toBackendStatus = (status: TicketStatus): string => status.toLowerCase()

const snapshot = z
  .object({
    product_id: productIdAnswer,
    product_name: z.string(),
    ticket_type: optionalText,
    ticket_places: whole.nullish().transform((places) => places ?? null),
    unit_price: euros,
    discount_rate: decimal,
    discounted_price: euros,
  })
  .transform(
    (bought): Snapshot => ({
      productId: bought.product_id,
      name: bought.product_name,
      category: bought.ticket_type,
      places: bought.ticket_places,
      unitPrice: bought.unit_price,
      discountRate: Number(bought.discount_rate),
      price: bought.discounted_price,
    }),
  )

const ticket = z.object({
  id: z.int(),
  token: z.string(),
  status: ticketStatus,
  used_at: optionalTime,
  refunded_at: optionalTime,
  cancelled_at: optionalTime,
  product_snapshot: snapshot,
  qr_filename: fileName,
  pdf_filename: fileName,
})

/** A row of the caller's own list. */
export const ownTicket = ticket.extend({ payment_uuid: z.string() })

/** A row of the list for admins. */
export const anyTicket = ticket.extend({
  user: z.object({ id: z.int(), firstname: z.string(), lastname: z.string(), email: z.string() }),
  payment: z.object({ uuid: z.string() }),
  created_at: optionalTime,
  updated_at: optionalTime,
})

type Rest = Pick<TicketRecord, 'owner' | 'paymentUuid' | 'createdAt' | 'updatedAt'>

function toRecord(row: z.output<typeof ticket>, rest: Rest): TicketRecord {
  const { id, token, status, product_snapshot: bought } = row
  const times = { usedAt: row.used_at, refundedAt: row.refunded_at, cancelledAt: row.cancelled_at }
  const files = { qrFile: row.qr_filename, pdfFile: row.pdf_filename }
  return { id, token, status, ...times, snapshot: bought, ...files, ...rest }
}

export const toOwnRecord = (row: z.output<typeof ownTicket>, ownerId: number): TicketRecord =>
  toRecord(row, {
    owner: { id: ownerId, profile: null },
    paymentUuid: row.payment_uuid,
    createdAt: null,
    updatedAt: null,
  })

export function toAnyRecord(row: z.output<typeof anyTicket>): TicketRecord {
  const { id, firstname, lastname, email } = row.user
  const profile = { firstName: firstname, lastName: lastname, email, twoFactorEnabled: null }
  const times = { createdAt: row.created_at, updatedAt: row.updated_at }
  return toRecord(row, { owner: { id, profile }, paymentUuid: row.payment.uuid, ...times })
}
