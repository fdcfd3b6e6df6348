// GET tickets/user (the caller's own) and tickets (everybody's, for admins): one record from two shapes.
import type { Amount } from '@ticketing/money'
import type { Slice } from '@ticketing/subgraph-kit'
import { z } from 'zod'
import type { Ask } from './ask.js'
import { type ProductId, productIdAnswer } from './products.js'
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

export interface TicketRecord {
  readonly id: number
  readonly ownerId: number
  /** What admits; not what stands in the QR code. */
  readonly token: string
  readonly status: TicketStatus
  readonly usedAt: Date | null
  readonly snapshot: Snapshot
  readonly paymentUuid: string
  readonly qrFile: string
  readonly pdfFile: string
}

const STATUSES = { issued: 'ISSUED', used: 'USED', refunded: 'REFUNDED', cancelled: 'CANCELLED' } as const

export const ticketStatus = z
  .enum(['issued', 'used', 'refunded', 'cancelled'])
  .transform((name): TicketStatus => STATUSES[name])

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
  product_snapshot: snapshot,
  qr_filename: fileName,
  pdf_filename: fileName,
})
const ownTicket = ticket.extend({ payment_uuid: z.string() })
const anyTicket = ticket.extend({
  user: z.object({ id: z.int() }),
  payment: z.object({ uuid: z.string() }),
})

const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({ data: z.array(row), meta: z.object({ total: whole }) })

function toRecord(row: z.output<typeof ticket>, ownerId: number, paymentUuid: string): TicketRecord {
  const { id, token, status, used_at: usedAt, product_snapshot: bought } = row
  const files = { qrFile: row.qr_filename, pdfFile: row.pdf_filename }
  return { id, ownerId, token, status, usedAt, snapshot: bought, paymentUuid, ...files }
}

const toBackendStatus = (status: TicketStatus | null) => status?.toLowerCase()

/** A page of the caller's own tickets, newest first, from page 1. */
export async function loadOwnTicketPage(
  ask: Ask,
  ownerId: number,
  search: { readonly status: TicketStatus | null },
  page: number,
  perPage: number,
): Promise<Slice<TicketRecord>> {
  const { data, meta } = await ask({
    method: 'GET',
    route: '/api/tickets/user',
    query: { status: toBackendStatus(search.status), page, per_page: perPage },
    answer: pageOf(ownTicket),
  })
  return { rows: data.map((row) => toRecord(row, ownerId, row.payment_uuid)), totalCount: meta.total }
}

/** A page of everybody's tickets, newest first, from page 1. Admins only; a user or payment named must exist. */
export async function loadTicketPage(
  ask: Ask,
  search: {
    readonly status?: TicketStatus | null
    readonly userId?: number
    readonly paymentUuid?: string
  },
  page: number,
  perPage: number,
): Promise<Slice<TicketRecord>> {
  const { data, meta } = await ask({
    method: 'GET',
    route: '/api/tickets',
    query: {
      status: toBackendStatus(search.status ?? null),
      user_id: search.userId,
      payment_uuid: search.paymentUuid,
      page,
      per_page: perPage,
    },
    answer: pageOf(anyTicket),
  })
  return { rows: data.map((row) => toRecord(row, row.user.id, row.payment.uuid)), totalCount: meta.total }
}
