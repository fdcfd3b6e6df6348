// What became of a change of a ticket's state.
import {
  isInTimeOf,
  NOT_DONE,
  type OpenIntent,
  type Settle,
  type Settlement,
  unknown,
} from '@ticketing/event-log'
import { z } from 'zod'
import type { TicketRecord } from '../backend/ticket-record.js'
import { CLOCKS_DIFFER_MS, type SettlingParts, settlingAsAdmin } from '../settling/settling.js'
import { cameInto, statusSet } from './ticket-events.js'
import { ticketNow } from './ticket-now.js'

const status = z.enum(['ISSUED', 'USED', 'REFUNDED', 'CANCELLED'])
const shape = z.object({ token: z.string(), from: status, to: status })

export function judgeStatus(
  ticket: TicketRecord,
  { from, to }: z.infer<typeof shape>,
  intent: OpenIntent,
): Settlement {
  if (ticket.status === to && isInTimeOf(intent, cameInto(ticket, to), CLOCKS_DIFFER_MS)) {
    return { kind: 'done', events: [statusSet(ticket, { from: null, to })] }
  }
  if (ticket.status === from) return NOT_DONE
  return unknown(`The ticket is ${ticket.status}, and when it came to be does not tell by whom.`)
}

export const ticketStatusSettler = (parts: SettlingParts): Settle =>
  settlingAsAdmin(parts, shape, async (ask, given, intent) => {
    const ticket = await ticketNow(ask, given.token)
    return ticket === null ? unknown('There is no such ticket.') : judgeStatus(ticket, given, intent)
  })
