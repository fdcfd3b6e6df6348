// One row of the backend's lists against the log.
import { paymentStream, ticketStream } from '@ticketing/event-log'
import { knownPayment, unseenOfPayment } from './payment.rules.js'
import { type Recorded, type RecordUnseenParts, recordUnseen } from './record-unseen.js'
import type { SeenPayment } from './seen-payment.js'
import type { SeenTicket } from './seen-ticket.js'
import { knownTicket, unseenOfTicket } from './ticket.rules.js'
import { latest } from './unseen.js'

/** What became of a row, and when it last changed. */
export interface Compared {
  readonly recorded: Recorded
  readonly changedAt: Date
}

/** What changed in this time is left alone: whoever changed it may be about to record it. */
const QUIET_MS = 5 * 60_000

export interface Compare {
  payment(seen: SeenPayment): Promise<Compared>
  ticket(seen: SeenTicket): Promise<Compared>
}

/** For one pass: remembers which payments were for nothing. */
export function createCompare(parts: RecordUnseenParts): Compare {
  const { eventLog, now } = parts
  const free = new Map<string, Promise<boolean>>()
  const isYoung = (moment: Date): boolean => moment.getTime() > now() - QUIET_MS

  async function readWhetherFree(payment: string): Promise<boolean> {
    return knownPayment(await eventLog.readStream(paymentStream(payment))).method === 'FREE'
  }
  function isFree(payment: string): Promise<boolean> {
    const known = free.get(payment) ?? readWhetherFree(payment)
    free.set(payment, known)
    return known
  }
  async function compare(changedAt: Date, record: () => Promise<Recorded>): Promise<Compared> {
    return { changedAt, recorded: isYoung(changedAt) ? { kind: 'left' } : await record() }
  }

  return {
    payment: (seen) =>
      compare(latest(seen.createdAt, seen.updatedAt, seen.paidAt, seen.refundedAt), () =>
        recordUnseen(parts, paymentStream(seen.uuid), (events) =>
          unseenOfPayment(seen, knownPayment(events)),
        ),
      ),
    ticket: (seen) =>
      compare(latest(seen.createdAt, seen.updatedAt, seen.usedAt, seen.refundedAt, seen.cancelledAt), () =>
        recordUnseen(parts, ticketStream(seen.token), async (events) => {
          const known = knownTicket(events)
          return unseenOfTicket(seen, known, known.isIssued ? false : await isFree(seen.payment))
        }),
      ),
  }
}
