// What became of a scan that nobody has heard the answer of.
import type { OpenIntent, Settle, Settlement } from '@ticketing/event-log'
import { z } from 'zod'
import type { TicketRecord } from '../backend/ticket-record.js'
import { NOT_DONE, type SettlingParts, settlingAsAdmin, unknown } from '../settling/settling.js'
import { isWithinReach } from '../settling/settling.rules.js'
import { ticketNow } from '../ticket/ticket-now.js'
import { admitted } from './admitted.js'

const shape = z.object({ token: z.string() })

/** A ticket that was used at another time was used by somebody else, or by this command: nobody knows. */
export function judgeScan(ticket: TicketRecord, intent: OpenIntent): Settlement {
  const { id, token, status, usedAt } = ticket
  if (status === 'ISSUED') return NOT_DONE
  if (status === 'USED' && isWithinReach(usedAt, intent)) {
    return { kind: 'done', events: [admitted(token, { ticket: id, usedAt })] }
  }
  return unknown(`The ticket is ${status}, and when it was used does not tell by whom.`)
}

export const admitSettler = (parts: SettlingParts): Settle =>
  settlingAsAdmin(parts, shape, async (ask, { token }, intent) => {
    const ticket = await ticketNow(ask, token)
    return ticket === null ? unknown('There is no such ticket.') : judgeScan(ticket, intent)
  })
