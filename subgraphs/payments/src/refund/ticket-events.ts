// What a refund is recorded to have done to a ticket. Pure.
import { eventIds, type Outgoing } from '@ticketing/event-log'
import type { TicketStatus } from '../backend/words.js'

/** `from`: what it was before; `at`: when it became REFUNDED. */
export function ticketRefunded(of: {
  readonly id: number
  readonly from: TicketStatus
  readonly at: Date | null
}): Outgoing {
  const { id, from, at } = of
  return {
    type: 'TicketStatusSet',
    data: { ticket: String(id), from, to: 'REFUNDED' },
    ...(at && { id: eventIds.ticketStatusSet(id, 'REFUNDED', at), occurredAt: at }),
  }
}
