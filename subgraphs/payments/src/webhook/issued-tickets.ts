// The tickets that a payment brought, recorded each in its own history.
import { eventIds, type Held, type Outgoing, ticketStream } from '@ticketing/event-log'
import { askAsService, type CallBase } from '../backend/ask.js'
import { type IssuedTicket, listTicketsOf } from '../backend/tickets.js'
import type { PaymentsParts } from '../parts.js'
import { asStripe } from './asker.js'
import type { PaymentSight } from './payment-sight.js'

const toIssued = (ticket: IssuedTicket, payment: string, owner: string | null) =>
  ({
    type: 'TicketIssued',
    id: eventIds.ticketIssued(ticket.id),
    stream: ticketStream(ticket.token),
    data: {
      ticket: String(ticket.id),
      owner,
      payment,
      product: ticket.productId === null ? null : String(ticket.productId),
      free: false,
    },
    ...(ticket.issuedAt && { occurredAt: ticket.issuedAt }),
  }) satisfies Outgoing

/**
 * Records what tickets there are, each once. `missing`: fewer than were paid for. `unseen`: without a service account
 * nobody may look.
 */
export async function recordTickets(
  parts: PaymentsParts,
  {
    payment,
    base,
    sight,
    cause,
  }: {
    readonly payment: string
    readonly base: CallBase
    readonly sight: PaymentSight
    readonly cause: Held['cause']
  },
): Promise<'recorded' | 'missing' | 'unseen'> {
  if (parts.serviceAccount === null) return 'unseen'
  const tickets = await listTicketsOf(askAsService(parts.backend, parts.serviceAccount, base), payment)
  const [first, ...others] = tickets.map((ticket) => toIssued(ticket, payment, sight.owner))
  if (first === undefined) return sight.tickets === 0 ? 'recorded' : 'missing'
  const asker = asStripe(base.requestId)
  await parts.commands.record([first, ...others], { asker, deadline: base.deadline, cause })
  return tickets.length < (sight.tickets ?? 0) ? 'missing' : 'recorded'
}
