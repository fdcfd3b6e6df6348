// What became of a gift of tickets: it is found among the newest of the user.
import type { OpenIntent, Settle, Settlement } from '@ticketing/event-log'
import { z } from 'zod'
import type { TicketRecord } from '../backend/ticket-record.js'
import { NOT_DONE, type SettlingParts, settlingAsAdmin, unknown } from '../settling/settling.js'
import { isWithinReach } from '../settling/settling.rules.js'
import { newestTickets } from './issue-free-tickets.js'
import { giftIn } from './ticket.rules.js'
import { givenAway } from './ticket-events.js'

const shape = z.object({ user: z.int(), product: z.int(), quantity: z.int() })

const NONE: ReadonlySet<number> = new Set()

export function judgeGift(
  newest: readonly TicketRecord[],
  { product, quantity }: z.infer<typeof shape>,
  intent: OpenIntent,
): Settlement {
  const since = newest.filter(({ createdAt }) => isWithinReach(createdAt, intent))
  const [first, ...others] = giftIn(since, NONE, { productId: product, quantity }).map(givenAway)
  if (first !== undefined) return { kind: 'done', events: [first, ...others] }
  const some = since.some(({ snapshot }) => snapshot.productId === product)
  return some ? unknown('There are new tickets for the product, but not as many as were given.') : NOT_DONE
}

export const freeTicketsSettler = (parts: SettlingParts): Settle =>
  settlingAsAdmin(parts, shape, async (ask, given, intent) =>
    judgeGift(await newestTickets(ask, given.user), given, intent),
  )
