// What is recorded of payments, in the words of the event log. Pure.
import { eventIds, type Outgoing, paymentStream } from '@ticketing/event-log'
import type { Amount } from '@ticketing/money'

const recorded = ({ minorUnits, currency }: Amount) => ({ minorUnits: String(minorUnits), currency })
const recordedOwner = (userId: number | null) => (userId === null ? null : String(userId))

/** The same payment handed out again is recorded once. */
export function paymentStarted(of: {
  readonly uuid: string
  readonly userId: number | null
  readonly cartId: number | null
  readonly method: string
  readonly amount: Amount
  readonly at?: Date
}): Outgoing {
  const { uuid, userId, cartId, method, amount, at } = of
  return {
    type: 'PaymentStarted',
    stream: paymentStream(uuid),
    id: eventIds.paymentStarted(uuid),
    data: {
      payment: uuid,
      owner: recordedOwner(userId),
      cart: cartId === null ? null : String(cartId),
      method,
      amount: recorded(amount),
    },
    ...(at && { occurredAt: at }),
  }
}

/** A newer payment took its place. `eventId`: of our own event with which the backend was told. */
export function paymentSuperseded(of: {
  readonly uuid: string
  readonly userId: number | null
  readonly eventId: string
}): Outgoing {
  return {
    type: 'PaymentFailed',
    stream: paymentStream(of.uuid),
    id: eventIds.paymentFailed(of.uuid, of.eventId),
    data: { payment: of.uuid, owner: recordedOwner(of.userId), reason: 'SUPERSEDED' },
  }
}

/** `amount`: given back now; `total`: all that ever was. */
export function paymentRefunded(of: {
  readonly uuid: string
  readonly userId: number | null
  readonly amount: Amount
  readonly total: Amount
  readonly full: boolean
  readonly at: Date | null
}): Outgoing {
  const { uuid, userId, amount, total, full, at } = of
  return {
    type: 'PaymentRefunded',
    stream: paymentStream(uuid),
    id: eventIds.paymentRefunded(uuid, total.minorUnits),
    data: {
      payment: uuid,
      owner: recordedOwner(userId),
      amount: recorded(amount),
      total: recorded(total),
      full,
    },
    ...(at && { occurredAt: at }),
  }
}
