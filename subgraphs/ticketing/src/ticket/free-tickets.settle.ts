// What became of a gift of tickets: it is found among the newest of the user.
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
import { newestTickets } from './issue-free-tickets.js'
import { giftIn } from './ticket.rules.js'
import { givenAway } from './ticket-events.js'

const shape = z.object({ user: z.int(), product: z.int(), quantity: z.int() })

const NONE: ReadonlySet<number> = new Set()

/** A gift that the backend dates so near to the command may be the command's, by another clock. */
const NEAR_MS = 60_000

export function judgeGift(
  newest: readonly TicketRecord[],
  { product, quantity }: z.infer<typeof shape>,
  intent: OpenIntent,
): Settlement {
  const since = newest.filter(({ createdAt }) => isInTimeOf(intent, createdAt, CLOCKS_DIFFER_MS))
  const [first, ...others] = giftIn(since, NONE, { productId: product, quantity }).map(givenAway)
  if (first !== undefined) return { kind: 'done', events: [first, ...others] }
  const some = newest.some(
    ({ snapshot, createdAt }) => snapshot.productId === product && isInTimeOf(intent, createdAt, NEAR_MS),
  )
  return some ? unknown('There are new tickets for the product, but not as many as were given.') : NOT_DONE
}

export const freeTicketsSettler = (parts: SettlingParts): Settle =>
  settlingAsAdmin(parts, shape, async (ask, given, intent) =>
    judgeGift(await newestTickets(ask, given.user), given, intent),
  )
