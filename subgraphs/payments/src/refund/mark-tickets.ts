// The money is back; now the tickets that it was for stop admitting anybody.
import type { CallContext } from '@ticketing/session'
import type { Ask } from '../backend/ask.js'
import { markTicketRefunded, type PaidTicket } from '../backend/tickets.js'
import type { PaymentsParts } from '../parts.js'

/**
 * Marks each ticket once, alone with it. Does not throw: the refund has been made, so a ticket that could not be marked
 * is named instead.
 */
export async function markTickets(
  parts: PaymentsParts,
  call: CallContext,
  ask: Ask,
  tickets: readonly PaidTicket[],
): Promise<{ marked: readonly PaidTicket[]; unmarked: readonly PaidTicket[] }> {
  const marked: PaidTicket[] = []
  const unmarked: PaidTicket[] = []
  for (const ticket of tickets) {
    try {
      await parts.locks.withLock(`ticket:${ticket.token.toLowerCase()}`, { deadline: call.deadline }, () =>
        markTicketRefunded(ask, ticket.id),
      )
      marked.push(ticket)
    } catch (err) {
      parts.log.error({ err, ticket: ticket.id }, 'a ticket of a refund could not be marked as refunded')
      unmarked.push(ticket)
    }
  }
  return { marked, unmarked }
}
