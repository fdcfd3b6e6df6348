// Gives tickets away and finds out which they are: the backend does not say.
import { BackendError } from '@ticketing/backend-client'
import { CodedError } from '@ticketing/service-kit'
import { alone } from '../alone.js'
import { type Gift, postFreeTickets } from '../backend/ticket-commands.js'
import type { TicketRecord } from '../backend/ticket-record.js'
import { loadTicketPage } from '../backend/tickets.js'
import { carriedOutUnseen } from '../carried-out-unseen.js'
import type { TicketingContext } from '../context.js'
import { giftIn } from './ticket.rules.js'

const UNSEEN =
  'The tickets were issued, but could not be found. Do not issue them again: look for them among the tickets of the user.'

/** More than a gift has tickets, so that it is found though others come in at the same time. */
const NEWEST = 100

async function newestTickets({ ask }: TicketingContext, userId: number): Promise<readonly TicketRecord[]> {
  return (await loadTicketPage(ask, { userId }, 1, NEWEST)).rows
}

async function give({ ask }: TicketingContext, gift: Gift): Promise<void> {
  try {
    await postFreeTickets(ask, gift)
  } catch (fault) {
    // All else has been checked: the backend refuses only users and products that there are not.
    if (!(fault instanceof BackendError) || fault.status !== 422) throw fault
    throw new CodedError('NOT_FOUND', 'There is no such user, or no such product.', { cause: fault })
  }
}

/**
 * Issues the tickets, one gift to a user at a time, and gives them as they are.
 * BACKEND_INVALID_RESPONSE with `carriedOut: true` when they were issued and could not be found.
 */
export function issueFreeTickets(context: TicketingContext, gift: Gift): Promise<readonly TicketRecord[]> {
  return alone(context, `free-tickets:${gift.userId}`, async (ensureAlone) => {
    const before = new Set((await newestTickets(context, gift.userId)).map(({ id }) => id))
    ensureAlone()
    await give(context, gift)
    try {
      const issued = giftIn(await newestTickets(context, gift.userId), before, gift)
      if (issued.length > 0) return issued
    } catch (fault) {
      throw carriedOutUnseen(UNSEEN, fault)
    }
    throw carriedOutUnseen(UNSEEN)
  })
}
