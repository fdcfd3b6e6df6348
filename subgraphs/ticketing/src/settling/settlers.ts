// The settlers of all commands of this room.
import type { BackendClient, ServiceAccount } from '@ticketing/backend-client'
import type { OpenIntent, Settlers } from '@ticketing/event-log'
import type { Ask } from '../backend/ask.js'
import { guestCartSettlers } from '../cart/cart.settle.js'
import { productSettlers } from '../product/product.settle.js'
import { admitSettler } from '../scan/admit.settle.js'
import { sessionSettlers } from '../session/session.settle.js'
import { freeTicketsSettler } from '../ticket/free-tickets.settle.js'
import { ticketStatusSettler } from '../ticket/ticket.settle.js'
import { updateUserSettler } from '../user/update-user.settle.js'
import type { SettlingParts } from './settling.js'

const ANSWER_MS = 10_000

export interface SettlersOptions extends Pick<SettlingParts, 'sessions' | 'eventLog' | 'log'> {
  readonly backend: Pick<BackendClient, 'send'>
  /** Null: what only admins may see stays unknown. */
  readonly serviceAccount: ServiceAccount | null
  /** Epoch milliseconds. */
  readonly now: () => number
}

export function createSettlers(options: SettlersOptions): Settlers {
  const { backend, serviceAccount, sessions, eventLog, log, now } = options
  const callFor = ({ event }: OpenIntent) => ({
    guestCartId: null,
    language: 'en' as const,
    requestId: event.context.requestId ?? event.id,
    deadline: now() + ANSWER_MS,
    signal: new AbortController().signal,
  })
  const asAdmin =
    (account: ServiceAccount) =>
    (intent: OpenIntent): Ask =>
    (request, as) =>
      account.run({ ...callFor(intent), ...as }, (call) => backend.send(request, call))
  const parts: SettlingParts = {
    asAdmin: serviceAccount && asAdmin(serviceAccount),
    asGuest: (intent, guestCartId) => (request, as) =>
      backend.send(request, { ...callFor(intent), token: null, guestCartId, ...as }),
    sessions,
    eventLog,
    log,
  }
  return {
    ...guestCartSettlers(parts),
    ...sessionSettlers(parts),
    ...productSettlers(parts),
    admitTicket: admitSettler(parts),
    setTicketStatus: ticketStatusSettler(parts),
    issueFreeTickets: freeTicketsSettler(parts),
    updateUser: updateUserSettler(parts),
  }
}
