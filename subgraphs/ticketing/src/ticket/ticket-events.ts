// What the log is told of tickets.
import { eventIds, type Outgoing, ticketStream } from '@ticketing/event-log'
import type { TicketRecord, TicketStatus } from '../backend/ticket-record.js'

/** When the ticket came into a state, as the backend says; null where it does not. */
export function cameInto(ticket: TicketRecord, status: TicketStatus): Date | null {
  switch (status) {
    case 'ISSUED':
      return ticket.updatedAt
    case 'USED':
      return ticket.usedAt
    case 'REFUNDED':
      return ticket.refundedAt
    case 'CANCELLED':
      return ticket.cancelledAt
  }
}

/** `ticket` is as the change has left it. */
export function statusSet(
  ticket: TicketRecord,
  { from, to }: { readonly from: TicketStatus | null; readonly to: TicketStatus },
): Outgoing {
  const at = cameInto(ticket, to)
  return {
    type: 'TicketStatusSet',
    data: { ticket: String(ticket.id), from, to },
    ...(at === null ? {} : { id: eventIds.ticketStatusSet(ticket.id, to, at), occurredAt: at }),
  }
}

/** A ticket that was given away. */
export const givenAway = ({
  id,
  token,
  owner,
  paymentUuid,
  snapshot,
  createdAt,
}: TicketRecord): Outgoing => ({
  type: 'TicketIssued',
  stream: ticketStream(token),
  id: eventIds.ticketIssued(id),
  data: {
    ticket: String(id),
    owner: String(owner.id),
    payment: paymentUuid,
    product: String(snapshot.productId),
    free: true,
  },
  ...(createdAt === null ? {} : { occurredAt: createdAt }),
})
