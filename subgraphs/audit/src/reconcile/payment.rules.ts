// A payment as the log knows it, and what of the backend's word is news to the log. Pure.
import { eventIds, type RecordedEvent } from '@ticketing/event-log'
import { type Amount, amount, compare, subtract } from '@ticketing/money'
import type { SeenPayment } from './seen-payment.js'
import type { Unseen } from './unseen.js'

export interface KnownPayment {
  readonly isStarted: boolean
  readonly wasPaid: boolean
  readonly status: SeenPayment['status']
  /** How it was to be paid; null where nobody told. */
  readonly method: string | null
  /** Minor units of all that was ever given back. */
  readonly refunded: bigint
}

const NOTHING: KnownPayment = {
  isStarted: false,
  wasPaid: false,
  status: 'PENDING',
  method: null,
  refunded: 0n,
}

function after(known: KnownPayment, { type, data }: RecordedEvent): KnownPayment {
  switch (type) {
    case 'PaymentStarted':
      return { ...known, isStarted: true, method: data.method }
    case 'PaymentSucceeded':
      return { ...known, wasPaid: true, status: 'PAID' }
    case 'PaymentFailed':
      return { ...known, status: 'FAILED' }
    case 'PaymentRefunded':
      return {
        ...known,
        status: data.full ? 'REFUNDED' : known.status,
        refunded: BigInt(data.total.minorUnits),
      }
    default:
      return known
  }
}

export const knownPayment = (events: readonly RecordedEvent[]): KnownPayment => events.reduce(after, NOTHING)

const told = ({ minorUnits, currency }: Amount) => ({ minorUnits: String(minorUnits), currency })

const started = ({ uuid, owner, method, amount, createdAt }: SeenPayment): Unseen => ({
  type: 'PaymentStarted',
  data: { payment: uuid, owner, cart: null, method, amount: told(amount) },
  id: eventIds.paymentStarted(uuid),
  occurredAt: createdAt,
})

// Free payments are paid and have no date of it. One that is paid once more has another date than the first time, and
// is seen by nobody else.
const succeeded = ({ uuid, owner, amount, paidAt, createdAt }: SeenPayment, again: boolean): Unseen => ({
  type: 'PaymentSucceeded',
  data: { payment: uuid, owner, amount: told(amount) },
  id: again ? null : eventIds.paymentSucceeded(uuid),
  occurredAt: paidAt ?? createdAt,
})

const refunded = (seen: SeenPayment, total: Amount, before: bigint): Unseen => ({
  type: 'PaymentRefunded',
  data: {
    payment: seen.uuid,
    owner: seen.owner,
    amount: told(subtract(total, amount(before, total.currency))),
    total: told(total),
    full: seen.status === 'REFUNDED' || compare(total, seen.amount) >= 0,
  },
  id: eventIds.paymentRefunded(seen.uuid, total.minorUnits),
  occurredAt: seen.refundedAt ?? seen.updatedAt ?? seen.createdAt,
})

const failed = ({ uuid, owner, updatedAt, createdAt }: SeenPayment): Unseen => ({
  type: 'PaymentFailed',
  data: { payment: uuid, owner, reason: null },
  id: null,
  occurredAt: updatedAt ?? createdAt,
})

/** In order. What contradicts the log comes last: it is what the backend says now. */
export function unseenOfPayment(seen: SeenPayment, known: KnownPayment): readonly Unseen[] {
  const unseen: Unseen[] = []
  let { status } = known
  if (!known.isStarted) unseen.push(started(seen))
  const wasPaid = seen.paidAt !== null || seen.status === 'PAID' || seen.status === 'REFUNDED'
  if (wasPaid && !known.wasPaid) {
    unseen.push(succeeded(seen, false))
    status = 'PAID'
  }
  if (seen.refunded !== null && seen.refunded.minorUnits > known.refunded) {
    const refund = refunded(seen, seen.refunded, known.refunded)
    unseen.push(refund)
    if (refund.type === 'PaymentRefunded' && refund.data.full) status = 'REFUNDED'
  }
  if (seen.status === 'FAILED' && status !== 'FAILED') unseen.push(failed(seen))
  if (seen.status === 'PAID' && (status === 'FAILED' || status === 'REFUNDED'))
    unseen.push(succeeded(seen, true))
  return unseen
}
