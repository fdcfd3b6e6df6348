// Changes the state of a ticket once, however often it is asked for.
import { type Held, type Outcome, ticketStream } from '@ticketing/event-log'
import { CodedError } from '@ticketing/service-kit'
import type { Caller } from '@ticketing/session'
import { afterCommand } from '../after-command.js'
import { putTicketStatus } from '../backend/ticket-commands.js'
import type { TicketRecord, TicketStatus } from '../backend/ticket-record.js'
import type { TicketingContext } from '../context.js'
import { recordCommand } from '../record-command.js'
import { findTicket } from './ticket.loader.js'
import { mustChange } from './ticket.rules.js'
import { statusSet } from './ticket-events.js'
import { ticketNow } from './ticket-now.js'

const noSuchTicket = () => new CodedError('NOT_FOUND', 'There is no such ticket.')

async function readNow({ ask }: TicketingContext, token: string): Promise<TicketRecord> {
  const ticket = await ticketNow(ask, token)
  if (ticket === null) throw noSuchTicket()
  return ticket
}

async function change(
  context: TicketingContext,
  { token, status }: { readonly token: string; readonly status: TicketStatus },
  { ensureAlone }: Held,
): Promise<Outcome<TicketRecord>> {
  const before = await readNow(context, token)
  if (!mustChange(before.status, status)) return { value: before, nothing: `ALREADY_${status}` }
  ensureAlone()
  await putTicketStatus(context.ask, before.id, status)
  const after = await afterCommand(readNow(context, token))
  return { value: after, events: [statusSet(after, { from: before.status, to: status })] }
}

/**
 * The ticket in the wanted state. Its state is read while nobody else scans or refunds it, so that its place comes back
 * on sale once. NOT_FOUND for an unknown ticket, CONFLICT where the place would come back twice.
 */
export async function setTicketStatus(
  context: TicketingContext,
  caller: Caller,
  { id, status }: { readonly id: number; readonly status: TicketStatus },
): Promise<TicketRecord> {
  const known = await findTicket(context, caller, id)
  if (known === null) throw noSuchTicket()
  const { token } = known
  const about = { ticket: id, token, from: known.status, to: status }
  const command = { stream: ticketStream(token), name: 'setTicketStatus', arguments: about }
  return recordCommand(context, command, (held) => change(context, { token, status }, held))
}
