// What became of the mark of a ticket whose money was given back.
import { isInTimeOf, NOT_DONE, type Settle, unknown } from '@ticketing/event-log'
import { z } from 'zod'
import { readTicket } from '../backend/tickets.js'
import type { SettlingParts } from '../parts.js'
import { CLOCKS_DIFFER_MS, settlingAsService } from '../settling/settling.js'
import { ticketRefunded } from './ticket-events.js'

const shape = z.object({
  ticket: z.int(),
  token: z.string(),
  from: z.enum(['ISSUED', 'USED', 'REFUNDED', 'CANCELLED']),
})

/** What `markRefunded` says of itself; `from` is what the ticket was before. */
export type MarkArguments = Readonly<z.infer<typeof shape>>

export const markSettler = (parts: SettlingParts): Settle =>
  settlingAsService(parts, shape, async ({ ticket: id, token, from }, { intent, ask }) => {
    const now = await readTicket(ask, { id, token })
    if (now === null) return unknown('There is no such ticket any more.')
    if (now.status !== 'REFUNDED') return NOT_DONE
    if (isInTimeOf(intent, now.refundedAt, CLOCKS_DIFFER_MS)) {
      return { kind: 'done', events: [ticketRefunded({ id, from, at: now.refundedAt })] }
    }
    return unknown('The ticket is REFUNDED, and when it became so does not tell by whom.')
  })
