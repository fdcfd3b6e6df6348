// A ticket as the log knows it, and what of the backend's word is news to the log. Pure.
import { eventIds, type RecordedEvent } from '@ticketing/event-log'
import type { SeenTicket } from './seen-ticket.js'
import type { Unseen } from './unseen.js'

type Status = SeenTicket['status']

export interface KnownTicket {
  readonly isIssued: boolean
  /** Null: the log tells nothing of it. */
  readonly status: Status | null
  /** When it was used last, where that is known. */
  readonly usedAt: Date | null
}

const NOTHING: KnownTicket = { isIssued: false, status: null, usedAt: null }

function after(known: KnownTicket, { type, data }: RecordedEvent): KnownTicket {
  switch (type) {
    case 'TicketIssued':
      return { ...known, isIssued: true, status: known.status ?? 'ISSUED' }
    case 'TicketAdmitted':
      return { ...known, status: 'USED', usedAt: data.usedAt === null ? null : new Date(data.usedAt) }
    case 'TicketStatusSet':
      return { ...known, status: data.to, usedAt: null }
    default:
      return known
  }
}

export const knownTicket = (events: readonly RecordedEvent[]): KnownTicket => events.reduce(after, NOTHING)

const issued = (seen: SeenTicket, free: boolean): Unseen => ({
  type: 'TicketIssued',
  data: { ticket: seen.id, owner: seen.owner, payment: seen.payment, product: seen.product, free },
  id: eventIds.ticketIssued(seen.id),
  occurredAt: seen.createdAt,
})

const admitted = ({ id, token }: SeenTicket, usedAt: Date): Unseen => ({
  type: 'TicketAdmitted',
  data: { ticket: id, usedAt: usedAt.toISOString() },
  id: eventIds.ticketAdmitted(token, usedAt),
  occurredAt: usedAt,
})

const statusSet = ({ id }: SeenTicket, from: Status, to: Status, at: Date): Unseen => ({
  type: 'TicketStatusSet',
  data: { ticket: id, from, to },
  id: eventIds.ticketStatusSet(id, to, at),
  occurredAt: at,
})

const momentOf = (seen: SeenTicket, status: Status): Date | null =>
  ({ ISSUED: null, USED: seen.usedAt, REFUNDED: seen.refundedAt, CANCELLED: seen.cancelledAt })[status]

function become(seen: SeenTicket, from: Status, to: Status): Unseen {
  const at = momentOf(seen, to)
  if (to === 'USED' && at !== null) return admitted(seen, at)
  return statusSet(seen, from, to, at ?? seen.updatedAt ?? seen.createdAt)
}

/** Of a ticket of which nothing is known: every state that has a date, in order, and last the one that it is in. */
function past(seen: SeenTicket): readonly Unseen[] {
  const states = (['USED', 'REFUNDED', 'CANCELLED'] as const)
    .flatMap((to) => {
      const at = momentOf(seen, to)
      return at === null ? [] : [{ to, at }]
    })
    .sort(
      (a, b) =>
        a.at.getTime() - b.at.getTime() || Number(a.to === seen.status) - Number(b.to === seen.status),
    )
  let status: Status = 'ISSUED'
  const unseen: Unseen[] = []
  for (const { to } of states) {
    unseen.push(become(seen, status, to))
    status = to
  }
  if (status !== seen.status) unseen.push(become(seen, status, seen.status))
  return unseen
}

const SECOND_MS = 1000
const second = (moment: Date): number => Math.floor(moment.getTime() / SECOND_MS)

/** Admitted, set back, and admitted once more. */
const isUsedAgain = (seen: SeenTicket, known: KnownTicket): boolean =>
  seen.usedAt !== null && known.usedAt !== null && second(seen.usedAt) !== second(known.usedAt)

/** In order. `free`: whether it was given away. */
export function unseenOfTicket(seen: SeenTicket, known: KnownTicket, free: boolean): readonly Unseen[] {
  const first = known.isIssued ? [] : [issued(seen, free)]
  if (known.status === null) return [...first, ...past(seen)]
  const isNews = known.status !== seen.status || (seen.status === 'USED' && isUsedAgain(seen, known))
  return isNews ? [...first, become(seen, known.status, seen.status)] : first
}
