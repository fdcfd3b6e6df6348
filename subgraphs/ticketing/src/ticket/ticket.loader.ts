// Tickets as the caller may see them: his own, or anybody's for an admin. The backend reads none by id, so lists are
// read, each once in a request.
import type { Caller } from '@ticketing/session'
import { readAllPages } from '../backend/all-pages.js'
import type { TicketRecord } from '../backend/ticket-record.js'
import { loadOwnTicketPage, loadTicketPage } from '../backend/tickets.js'
import type { TicketingContext } from '../context.js'

type ById = ReadonlyMap<number, TicketRecord>

/** All tickets of the caller. */
function ownTickets({ loaders, ask }: TicketingContext, { userId }: Caller): Promise<ById> {
  return loaders
    .get<number, ById>('own-tickets', async (owners) =>
      Promise.all(
        owners.map((owner) => readAllPages((page, size) => loadOwnTicketPage(ask, owner, {}, page, size))),
      ),
    )
    .load(userId)
}

const belongsTo = (uuid: string) => (ticket: TicketRecord) => ticket.paymentUuid === uuid

/** The tickets that a payment bought: for its payer and for admins; none for anybody else. */
export async function ticketsOfPayment(
  context: TicketingContext,
  caller: Caller,
  uuid: string,
): Promise<readonly TicketRecord[]> {
  if (caller.role !== 'ADMIN') {
    return [...(await ownTickets(context, caller)).values()].filter(belongsTo(uuid))
  }
  const found = await readAllPages((page, size) =>
    loadTicketPage(context.ask, { paymentUuid: uuid }, page, size),
  )
  return [...found.values()]
}

/** The ticket with this id, if it is the caller's or he is an admin; else null. */
export async function findTicket(
  context: TicketingContext,
  caller: Caller,
  id: number,
): Promise<TicketRecord | null> {
  const { loaders, ask } = context
  if (caller.role !== 'ADMIN') return (await ownTickets(context, caller)).get(id) ?? null
  return loaders
    .get<number, TicketRecord | null>('any-ticket', async (ids) => {
      const found = await readAllPages((page, size) => loadTicketPage(ask, {}, page, size), {
        enough: (tickets) => ids.every((wanted) => tickets.has(wanted)),
      })
      return ids.map((wanted) => found.get(wanted) ?? null)
    })
    .load(id)
}
