// Changes the state of a ticket once, however often it is asked for.
import { CodedError } from '@ticketing/service-kit'
import type { Caller } from '@ticketing/session'
import { alone } from '../alone.js'
import { readAllPages } from '../backend/all-pages.js'
import { putTicketStatus } from '../backend/ticket-commands.js'
import type { TicketRecord, TicketStatus } from '../backend/ticket-record.js'
import { loadTicketPage } from '../backend/tickets.js'
import type { TicketingContext } from '../context.js'
import { findTicket } from './ticket.loader.js'
import { mustChange, ticketLock } from './ticket.rules.js'

const noSuchTicket = () => new CodedError('NOT_FOUND', 'There is no such ticket.')

/** The ticket as it is at this moment, by its token: that list is short. */
async function ticketNow({ ask }: TicketingContext, { id, token }: TicketRecord): Promise<TicketRecord> {
  const found = await readAllPages((page, size) => loadTicketPage(ask, { text: token }, page, size), {
    enough: (tickets) => tickets.has(id),
  })
  const ticket = found.get(id)
  if (ticket === undefined) throw noSuchTicket()
  return ticket
}

/**
 * The ticket in the wanted state. Its state is read under the lock that scans and refunds take too, so that its place
 * comes back on sale once. NOT_FOUND for an unknown ticket, CONFLICT where the place would come back twice.
 */
export async function setTicketStatus(
  context: TicketingContext,
  caller: Caller,
  { id, status }: { readonly id: number; readonly status: TicketStatus },
): Promise<TicketRecord> {
  const known = await findTicket(context, caller, id)
  if (known === null) throw noSuchTicket()
  return alone(context, ticketLock(known.token), async (ensureAlone) => {
    const ticket = await ticketNow(context, known)
    if (!mustChange(ticket.status, status)) return ticket
    ensureAlone()
    await putTicketStatus(context.ask, id, status)
    return ticketNow(context, known)
  })
}
