// Gives tickets away and finds out which they are: the backend does not say.
import { BackendError } from '@ticketing/backend-client'
import { type Held, type Outcome, type RecordedEvent, userStream } from '@ticketing/event-log'
import { CodedError } from '@ticketing/service-kit'
import type { Ask } from '../backend/ask.js'
import { type Gift, postFreeTickets } from '../backend/ticket-commands.js'
import type { TicketRecord } from '../backend/ticket-record.js'
import { loadTicketPage } from '../backend/tickets.js'
import { carriedOutUnseen } from '../carried-out-unseen.js'
import type { TicketingContext } from '../context.js'
import { recordCommand } from '../record-command.js'
import { giftIn } from './ticket.rules.js'
import { givenAway } from './ticket-events.js'

const NAME = 'issueFreeTickets'

const UNSEEN =
  'The tickets were issued, but could not be found. Do not issue them again: look for them among the tickets of the user.'

/** More than a gift has tickets, so that it is found though others come in at the same time. */
const NEWEST = 100
/** A ticket takes the backend a second and more, also when nobody waits any longer. */
const GRACE_MS = 30_000

/** The newest tickets of a user. */
export async function newestTickets(ask: Ask, userId: number): Promise<readonly TicketRecord[]> {
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

// Two clicks are two requests: the second was decided on before the first had its effect.
const givenMeanwhile = () =>
  new CodedError(
    'CONFLICT',
    'Other tickets were given to this user meanwhile; look at the tickets of the user before giving more.',
  )

const isGift = ({ type, data }: RecordedEvent): boolean =>
  (type === 'CommandCompleted' || type === 'CommandOutcomeUnknown') && data.command === NAME

async function issue(
  context: TicketingContext,
  { gift, seen }: { readonly gift: Gift; readonly seen: number },
  { ensureAlone }: Held,
): Promise<Outcome<readonly TicketRecord[]>> {
  const { ask, eventLog } = context
  const since = await eventLog.readStream(userStream(gift.userId), { from: seen + 1 })
  if (since.some(isGift)) throw givenMeanwhile()
  const before = new Set((await newestTickets(ask, gift.userId)).map(({ id }) => id))
  ensureAlone()
  await give(context, gift)
  const after = await newestTickets(ask, gift.userId).catch((fault: unknown) => {
    throw carriedOutUnseen(UNSEEN, fault)
  })
  const issued = giftIn(after, before, gift)
  const [first, ...others] = issued.map(givenAway)
  if (first === undefined) throw carriedOutUnseen(UNSEEN)
  return { value: issued, events: [first, ...others] }
}

/**
 * Issues the tickets, one gift to a user at a time, and gives them as they are. CONFLICT when another gift to the user
 * was made, or may have been, between this request's coming and its turn.
 * BACKEND_INVALID_RESPONSE with `carriedOut: true` when they were issued and could not be found.
 */
export async function issueFreeTickets(
  context: TicketingContext,
  gift: Gift,
): Promise<readonly TicketRecord[]> {
  const { userId, productId, quantity } = gift
  const stream = userStream(userId)
  const [last] = await context.eventLog.readStream(stream, { direction: 'backwards', limit: 1 })
  const seen = last?.version ?? 0
  const command = {
    stream,
    name: NAME,
    arguments: { user: userId, product: productId, quantity },
    graceMs: GRACE_MS,
  }
  return recordCommand(context, command, (held) => issue(context, { gift, seen }, held))
}
