import type { NewPayment, NewTicket, PaymentStatus, SnapshotLine, TicketStatus } from '../database/tables.js'
import type { SeedProduct } from './products.js'
import { seedUuid } from './seed-uuid.js'

/** A payment and the tickets it brought, not yet in the database. */
export interface SeedOrder {
  readonly payment: NewPayment
  readonly tickets: readonly Omit<NewTicket, 'payment_id'>[]
}

interface Wanted {
  readonly name: string
  readonly userId: number
  readonly product: SeedProduct
  readonly quantity: number
  readonly status: PaymentStatus
  readonly at: Date
  readonly ticketStatus: (index: number) => TicketStatus
}

const hour = 3_600_000

const toLine = (product: SeedProduct, quantity: number): SnapshotLine => ({
  product_id: product.id,
  product_name: product.name,
  ticket_type: product.category,
  ticket_places: product.places,
  quantity,
  unit_price: product.price,
  discount_rate: product.sale,
  discounted_price: Math.round(product.price * (1 - product.sale) * 100) / 100,
})

const toTicket = (wanted: Wanted, line: SnapshotLine, index: number): Omit<NewTicket, 'payment_id'> => {
  const status = wanted.ticketStatus(index)
  const changedAt = new Date(wanted.at.getTime() + (index + 2) * hour)
  const name = `${wanted.name}-ticket-${index}`
  return {
    token: seedUuid(`${name}-token`),
    qr_token: seedUuid(`${name}-qr`),
    user_id: wanted.userId,
    product_id: wanted.product.id,
    product_snapshot: JSON.stringify(line),
    status,
    used_at: status === 'used' ? changedAt : null,
    refunded_at: status === 'refunded' ? changedAt : null,
    cancelled_at: status === 'cancelled' ? changedAt : null,
    created_at: wanted.at,
    updated_at: status === 'issued' ? wanted.at : changedAt,
  }
}

/** Builds an order of one product; only what was paid, or paid and given back, has tickets. */
export const toOrder = (wanted: Wanted): SeedOrder => {
  const uuid = seedUuid(wanted.name)
  const line = toLine(wanted.product, wanted.quantity)
  const amount = (line.discounted_price * wanted.quantity).toFixed(2)
  const settled = wanted.status === 'paid' || wanted.status === 'refunded'
  const refundedAt = wanted.status === 'refunded' ? new Date(wanted.at.getTime() + 48 * hour) : null
  return {
    payment: {
      uuid,
      user_id: wanted.userId,
      cart_id: null,
      cart_snapshot: JSON.stringify({ locale: 'en', lines: [line] }),
      amount,
      payment_method: 'stripe',
      status: wanted.status,
      transaction_id: `pi_seed_${uuid.replaceAll('-', '').slice(0, 16)}`,
      invoice_link: `invoice_${uuid}.pdf`,
      paid_at: settled ? wanted.at : null,
      refunded_at: refundedAt,
      refunded_amount: refundedAt ? amount : null,
      created_at: wanted.at,
      updated_at: refundedAt ?? wanted.at,
    },
    tickets: settled ? Array.from({ length: wanted.quantity }, (_, i) => toTicket(wanted, line, i)) : [],
  }
}
