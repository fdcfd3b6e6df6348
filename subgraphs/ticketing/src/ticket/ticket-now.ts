// One ticket as it is at this moment, for admins.
import { readAllPages } from '../backend/all-pages.js'
import type { Ask } from '../backend/ask.js'
import type { TicketRecord } from '../backend/ticket-record.js'
import { loadTicketPage } from '../backend/tickets.js'

/** By its token: that list is short. Null when there is none. */
export async function ticketNow(ask: Ask, token: string): Promise<TicketRecord | null> {
  const wanted = token.toLowerCase()
  const isIt = (ticket: TicketRecord) => ticket.token.toLowerCase() === wanted
  const found = await readAllPages((page, size) => loadTicketPage(ask, { text: token }, page, size), {
    enough: (tickets) => [...tickets.values()].some(isIt),
  })
  return [...found.values()].find(isIt) ?? null
}
