// The money is back; now the tickets that it was for stop admitting anybody.
import { CodedError } from '@ticketing/service-kit'
import type { Ask } from '../backend/ask.js'
import { markTicketRefunded, type PaidTicket, readTicket } from '../backend/tickets.js'
import { ensureAlone, type PaymentsParts } from '../parts.js'
import { holdsPlace } from './refund.rules.js'

/** What became of the tickets. Those that somebody else had refunded or cancelled meanwhile are in neither. */
export interface MarkedTickets {
  readonly marked: readonly PaidTicket[]
  readonly unmarked: readonly PaidTicket[]
}

/**
 * Marks each ticket once, alone with it, until the deadline in epoch milliseconds, which is that of `ask` too. Does not
 * throw: the refund has been made, so a ticket that could not be marked is named instead.
 */
export async function markTickets(
  parts: PaymentsParts,
  { ask, deadline }: { readonly ask: Ask; readonly deadline: number },
  tickets: readonly PaidTicket[],
): Promise<MarkedTickets> {
  const marked: PaidTicket[] = []
  const unmarked: PaidTicket[] = []
  for (const ticket of tickets) {
    try {
      // The lock that scans and changes of a ticket's state take too.
      const wasMarked = await parts.locks.withLock(
        `ticket:${ticket.token.toLowerCase()}`,
        { deadline },
        ({ lost }) => markOnce(ask, ticket, lost),
      )
      if (wasMarked) marked.push(ticket)
    } catch (err) {
      parts.log.error({ err, ticket: ticket.id }, 'a ticket of a refund could not be marked as refunded')
      unmarked.push(ticket)
    }
  }
  return { marked, unmarked }
}

/** False when the ticket needs no mark any more: its state is read again, since the lock may have been waited for. */
async function markOnce(ask: Ask, ticket: PaidTicket, lost: AbortSignal): Promise<boolean> {
  const now = await readTicket(ask, ticket)
  if (now === null) throw new CodedError('NOT_FOUND', 'There is no such ticket any more.')
  if (!holdsPlace(now)) return false
  ensureAlone(lost)
  await markTicketRefunded(ask, ticket.id)
  return true
}
