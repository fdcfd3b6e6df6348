// What became of a scan that nobody has heard the answer of.
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
import { ticketNow } from '../ticket/ticket-now.js'
import { admitted } from './admitted.js'

const shape = z.object({ token: z.string() })

/** A ticket that was used at another time was used by somebody else, or by this command: nobody knows. */
export function judgeScan(ticket: TicketRecord, intent: OpenIntent): Settlement {
  const { id, token, status, usedAt } = ticket
  if (status === 'ISSUED') return NOT_DONE
  if (status === 'USED' && isInTimeOf(intent, usedAt, CLOCKS_DIFFER_MS)) {
    return { kind: 'done', events: [admitted(token, { ticket: id, usedAt })] }
  }
  return unknown(`The ticket is ${status}, and when it was used does not tell by whom.`)
}

export const admitSettler = (parts: SettlingParts): Settle =>
  settlingAsAdmin(parts, shape, async (ask, { token }, intent) => {
    const ticket = await ticketNow(ask, token)
    return ticket === null ? unknown('There is no such ticket.') : judgeScan(ticket, intent)
  })
