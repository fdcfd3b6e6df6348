// A window of a person's tickets: read by his own route, or by the one for admins.
import { readWindow, type Slice, type Window } from '@ticketing/subgraph-kit'
import { readAllPages } from '../backend/all-pages.js'
import type { TicketRecord } from '../backend/ticket-record.js'
import { loadOwnTicketPage, loadTicketPage, type OwnTicketSearch } from '../backend/tickets.js'
import type { TicketingContext } from '../context.js'
import { productSight } from '../product/product.loader.js'
import { isWithin } from './ticket.rules.js'

type Search = Required<OwnTicketSearch>

/** Newest first. */
export function ticketsOfUser(
  context: TicketingContext,
  userId: number,
  search: Search,
  window: Window,
): Promise<Slice<TicketRecord>> {
  const { ask, call } = context
  if (call.caller?.userId === userId) {
    return readWindow(window, (page, size) => loadOwnTicketPage(ask, userId, search, page, size))
  }
  const { status, eventDates } = search
  const readPage = (page: number, size: number) => loadTicketPage(ask, { userId, status }, page, size)
  if (eventDates.from === null && eventDates.to === null) return readWindow(window, readPage)
  return windowOfEvents(context, readPage, eventDates, window)
}

// The route for admins knows no days of events: all tickets are read, and each product once.
async function windowOfEvents(
  context: TicketingContext,
  readPage: (page: number, size: number) => Promise<Slice<TicketRecord>>,
  days: Search['eventDates'],
  { offset, first }: Window,
): Promise<Slice<TicketRecord>> {
  const tickets = [...(await readAllPages(readPage)).values()]
  const products = await Promise.all(tickets.map(({ snapshot }) => productSight(context, snapshot.productId)))
  const found = tickets.filter((_, index) => isWithin(products[index]?.date ?? null, days))
  return { rows: found.slice(offset, offset + first), totalCount: found.length }
}
