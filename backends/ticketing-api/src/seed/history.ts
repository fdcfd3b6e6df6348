import type { PaymentStatus, TicketStatus } from '../database/tables.js'
import { type SeedOrder, toOrder } from './orders.js'
import type { SeedProduct } from './products.js'

const payments = 135
/** Of ten orders one is still open and one failed, so 109 of the 135 have tickets. */
const statusOf = (i: number): PaymentStatus => {
  if (i % 10 === 8) return 'pending'
  if (i % 10 === 9) return 'failed'
  return i % 10 === 3 ? 'refunded' : 'paid'
}

/** The first 23 settled orders have four tickets, the others three. */
const ticketsInAll = 350
const ticketStatusOf = (i: number): TicketStatus => {
  if (i % 13 === 5) return 'cancelled'
  if (i % 17 === 7) return 'refunded'
  return i % 3 === 1 ? 'used' : 'issued'
}

const firstDay = Date.UTC(2024, 3, 2, 8)
const elevenHours = 11 * 3_600_000

/** A spring of sales: 135 payments and 350 tickets of the crowd, the same on every machine. */
export const toHistory = (userIds: readonly number[], products: readonly SeedProduct[]): SeedOrder[] => {
  const statuses = Array.from({ length: payments }, (_, i) => statusOf(i))
  const settled = statuses.filter((status) => status === 'paid' || status === 'refunded').length
  let extra = ticketsInAll - settled * 3
  return statuses.flatMap((status, i) => {
    const userId = userIds[(i * 7) % userIds.length]
    const product = products[(i * 11) % products.length]
    if (userId === undefined || !product) return []
    const isSettled = status === 'paid' || status === 'refunded'
    const quantity = isSettled && extra-- > 0 ? 4 : 3
    const at = new Date(firstDay + i * elevenHours)
    const ticketStatus = (index: number) => ticketStatusOf(i * 5 + index)
    return toOrder({ name: `order-${i}`, userId, product, quantity, status, at, ticketStatus })
  })
}
