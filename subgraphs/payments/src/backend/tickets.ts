// The tickets of one payment, with an admin's token.
import { noContent } from '@ticketing/backend-client'
import { z } from 'zod'
import type { Ask } from './ask.js'
import { instant, type TicketStatus, ticketStatus } from './words.js'

export interface PaidTicket {
  readonly id: number
  readonly token: string
  readonly status: TicketStatus
  /** When it last became REFUNDED, also where it is something else now. */
  readonly refundedAt: Date | null
}

/** With what the backend tells beside; null for what it does not. */
export interface IssuedTicket extends PaidTicket {
  readonly productId: number | null
  readonly issuedAt: Date | null
}

const ticket = z
  .object({
    id: z.number().int(),
    token: z.string(),
    status: ticketStatus,
    refunded_at: instant.nullish(),
    created_at: instant.nullish(),
    product_snapshot: z.object({ product_id: z.number().int().nullish() }).nullish(),
  })
  .transform(
    ({ refunded_at, created_at, product_snapshot, ...raw }): IssuedTicket => ({
      ...raw,
      refundedAt: refunded_at ?? null,
      productId: product_snapshot?.product_id ?? null,
      issuedAt: created_at ?? null,
    }),
  )

const page = z.object({
  data: z.array(ticket),
  meta: z.object({ last_page: z.number().int() }),
})

/** All tickets of the payment, in pages of 100. */
export async function listTicketsOf(ask: Ask, paymentUuid: string): Promise<readonly IssuedTicket[]> {
  const tickets: IssuedTicket[] = []
  for (let number = 1, last = 1; number <= last; number += 1) {
    const query = { payment_uuid: paymentUuid, page: number, per_page: 100 }
    const answer = await ask({ method: 'GET', route: '/api/tickets', query, answer: page })
    tickets.push(...answer.data)
    last = answer.meta.last_page
  }
  return tickets
}

/** The ticket as it is at this moment, by its token: that list is short. Null when it is gone. */
export async function readTicket(
  ask: Ask,
  { id, token }: Pick<PaidTicket, 'id' | 'token'>,
): Promise<PaidTicket | null> {
  const query = { q: token, per_page: 100 }
  const { data } = await ask({ method: 'GET', route: '/api/tickets', query, answer: page })
  return data.find((found) => found.id === id) ?? null
}

/** Marks a ticket refunded. Each call puts one more place on sale, so call it once for a ticket. */
export function markTicketRefunded(ask: Ask, id: number): Promise<void> {
  return ask({
    method: 'PUT',
    route: '/api/tickets/admin/{id}/status',
    params: { id },
    body: { status: 'refunded' },
    answer: noContent,
  })
}
