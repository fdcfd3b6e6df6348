// The money is back; now the tickets that it was for stop admitting anybody.
import { type Asker, type Held, ticketStream } from '@ticketing/event-log'
import { CodedError } from '@ticketing/service-kit'
import { isAnswered, withKnownOutcome } from '../backend/answered.js'
import { type Ask } from '../backend/ask.js'
import { markTicketRefunded, type PaidTicket, readTicket } from '../backend/tickets.js'
import type { PaymentsParts } from '../parts.js'
import type { MarkArguments } from './mark-tickets.settle.js'
import { holdsPlace } from './refund.rules.js'
import { ticketRefunded } from './ticket-events.js'

/** What became of the tickets. Those that somebody else had refunded or cancelled meanwhile are in neither. */
export interface MarkedTickets {
  readonly marked: readonly PaidTicket[]
  readonly unmarked: readonly PaidTicket[]
}

/** The refund around it. */
export interface Marking {
  readonly ask: Ask
  readonly asker: Asker
  readonly cause: Held['cause']
  /** Epoch milliseconds; that of `ask` too. */
  readonly deadline: number
}

/**
 * Marks each ticket once, alone with it, until the deadline. Does not throw: the refund has been made, so a ticket that
 * could not be marked is named instead.
 */
export async function markTickets(
  parts: Pick<PaymentsParts, 'commands' | 'log' | 'now'>,
  marking: Marking,
  tickets: readonly PaidTicket[],
): Promise<MarkedTickets> {
  const marked: PaidTicket[] = []
  const unmarked: PaidTicket[] = []
  for (const ticket of tickets) {
    try {
      if (await markAlone(parts, marking, ticket)) marked.push(ticket)
    } catch (err) {
      parts.log.error({ err, ticket: ticket.id }, 'a ticket of a refund could not be marked as refunded')
      unmarked.push(ticket)
    }
  }
  return { marked, unmarked }
}

/** Scans and changes of the ticket's state wait for it, and it for them. False when it needs no mark any more. */
function markAlone(
  parts: Pick<PaymentsParts, 'commands' | 'now'>,
  marking: Marking,
  ticket: PaidTicket,
): Promise<boolean> {
  const { ask, asker, cause, deadline } = marking
  const { id, token, status } = ticket
  const about: MarkArguments = { ticket: id, token, from: status }
  const command = {
    stream: ticketStream(token),
    name: 'markRefunded',
    arguments: about,
    asker,
    cause,
    deadline,
  }
  return parts.commands.run<boolean>(command, async (held) => {
    // Somebody may have changed it since the refund looked.
    const now = await readTicket(ask, ticket)
    if (now === null) throw new CodedError('NOT_FOUND', 'There is no such ticket any more.')
    if (!holdsPlace(now)) return { value: false, nothing: `ALREADY_${now.status}` }
    held.ensureAlone()
    await mark(ask, ticket)
    return { value: true, events: [ticketRefunded({ id, from: now.status, at: new Date(parts.now()) })] }
  })
}

// A failure that left it REFUNDED is none.
async function mark(ask: Ask, ticket: PaidTicket): Promise<void> {
  try {
    await markTicketRefunded(ask, ticket.id)
  } catch (fault) {
    if (!isAnswered(fault)) throw fault
    const now = await readTicket(ask, ticket).catch(() => null)
    if (now?.status === 'REFUNDED') return
    throw now === null ? fault : withKnownOutcome(fault)
  }
}
