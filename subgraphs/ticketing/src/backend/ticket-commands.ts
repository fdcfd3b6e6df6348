// PUT tickets/admin/{id}/status and POST tickets, for admins. Neither may ever be repeated on its own.
import { noContent } from '@ticketing/backend-client'
import type { Language } from '@ticketing/session'
import type { Ask } from './ask.js'
import type { ProductId } from './product-record.js'
import { type TicketStatus, toBackendStatus } from './ticket-record.js'

/** Sets the state, whatever it was. Each CANCELLED and each REFUNDED puts one more place on sale. */
export const putTicketStatus = (ask: Ask, id: number, status: TicketStatus): Promise<void> =>
  ask({
    method: 'PUT',
    route: '/api/tickets/admin/{id}/status',
    params: { id },
    body: { status: toBackendStatus(status) },
    answer: noContent,
  })

/** Tickets for nothing. */
export interface Gift {
  readonly userId: number
  readonly productId: ProductId
  readonly quantity: number
  /** Of the tickets, and of the mail that brings them. */
  readonly language: Language
}

/** Issues the tickets and mails them, about a second for each. The stock is not asked, and may go below zero. */
export const postFreeTickets = (ask: Ask, gift: Gift): Promise<void> =>
  ask({
    method: 'POST',
    route: '/api/tickets',
    body: {
      user_id: gift.userId,
      product_id: gift.productId,
      quantity: gift.quantity,
      locale: gift.language,
    },
    answer: noContent,
  })
