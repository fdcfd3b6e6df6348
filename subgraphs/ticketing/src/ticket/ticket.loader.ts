// Tickets as the caller may see them: his own, or anybody's for an admin. The backend reads none by id, so lists are
// read, each once in a request.
import type { Caller } from '@ticketing/session'
import type { Slice } from '@ticketing/subgraph-kit'
import { readAllPages } from '../backend/all-pages.js'
import { findByNumber } from '../backend/find-by-number.js'
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
    .get<number, TicketRecord | null>('any-ticket', (ids) => {
      const readPage = eachPageOnce((page, size) => loadTicketPage(ask, {}, page, size))
      return Promise.all(ids.map((wanted) => findByNumber(readPage, wanted).catch((fault: Error) => fault)))
    })
    .load(id)
}

type ReadPage = (page: number, perPage: number) => Promise<Slice<TicketRecord>>

/** Several tickets are looked for on the same pages. */
function eachPageOnce(readPage: ReadPage): ReadPage {
  const pages = new Map<number, ReturnType<ReadPage>>()
  return (page, perPage) => {
    const known = pages.get(page) ?? readPage(page, perPage)
    pages.set(page, known)
    return known
  }
}
