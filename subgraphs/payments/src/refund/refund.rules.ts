// Whether a refund may be asked of the backend, which checks little of it itself. Pure.
import { type Amount, amount, compare, isZero, subtract } from '@ticketing/money'
import type { PaymentMethod, PaymentStatus } from '../backend/words.js'

/** Why money is not given back. */
export type RefusalReason =
  | 'FREE'
  | 'NOT_PAID'
  | 'NOTHING_LEFT'
  | 'MORE_THAN_LEFT'
  | 'FOREIGN_TICKET'
  | 'UNKNOWN_REFUND'

/** The state of a payment before a refund. */
export interface Refundable {
  readonly status: PaymentStatus
  readonly method: PaymentMethod
  readonly paidAt: Date | null
  readonly amount: Amount
  readonly refundedAmount: Amount | null
}

/** What can still be given back. */
export function leftToRefund({ amount: paid, refundedAmount }: Refundable): Amount {
  const left = refundedAmount === null ? paid : subtract(paid, refundedAmount)
  return left.minorUnits < 0n ? amount(0n, left.currency) : left
}

/** Null when `asked` may be given back. A payment that failed after it was paid was paid all the same. */
export function judgeRefund(payment: Refundable, asked: Amount): RefusalReason | null {
  if (payment.method === 'FREE' || isZero(payment.amount)) return 'FREE'
  if (payment.paidAt === null && payment.status !== 'PAID' && payment.status !== 'REFUNDED') return 'NOT_PAID'
  const left = leftToRefund(payment)
  if (payment.status === 'REFUNDED' || isZero(left)) return 'NOTHING_LEFT'
  return compare(asked, left) > 0 ? 'MORE_THAN_LEFT' : null
}

/** Whether Stripe has given back more than the backend knows of: an earlier refund ended halfway, or was made by hand. */
export function hasUnknownRefund({ refundedAmount }: Refundable, atStripe: Amount): boolean {
  return atStripe.minorUnits > (refundedAmount?.minorUnits ?? 0n)
}

/** A refund that was sent, of which no good answer came. */
export interface SentRefund {
  readonly asked: Amount
  /** What had been given back before. */
  readonly before: Amount
  /** As it is now. */
  readonly record: Refundable
  /** All that Stripe has given back; null where it cannot be asked. */
  readonly atStripe: Amount | null
}

/** Whether it was made, as the backend's sum tells, unless Stripe gave back more than that. */
export function judgeSentRefund({
  asked,
  before,
  record,
  atStripe,
}: SentRefund): 'made' | 'not made' | 'unknown' {
  if (atStripe !== null && hasUnknownRefund(record, atStripe)) return 'unknown'
  const grown = (record.refundedAmount?.minorUnits ?? 0n) - before.minorUnits
  if (grown === 0n) return 'not made'
  return grown === asked.minorUnits ? 'made' : 'unknown'
}

/**
 * What Stripe has yet to give back, below 0 when it gave back too much. It cannot give back more than it charged, which
 * for payments that were not started here is an amount whose cent was cut off.
 */
export function missingAtStripe(of: {
  /** All that the backend has given back. */
  readonly total: Amount
  readonly charged: Amount
  readonly givenBack: Amount
}): Amount {
  const due = compare(of.total, of.charged) < 0 ? of.total : of.charged
  return subtract(due, of.givenBack)
}

/** A ticket as far as a refund goes. */
export interface RefundableTicket {
  readonly id: number
  readonly status: 'ISSUED' | 'USED' | 'REFUNDED' | 'CANCELLED'
}

/** Whether the ticket's place is not on sale again: the backend puts it there each time it is marked. */
export const holdsPlace = ({ status }: RefundableTicket): boolean => status === 'ISSUED' || status === 'USED'

/**
 * The tickets to mark, or null when one of `asked` is not among the payment's. Those already refunded or cancelled are
 * left out: the backend would put their places on sale once more.
 */
export function ticketsToMark<Ticket extends RefundableTicket>(
  tickets: readonly Ticket[],
  asked: readonly string[],
): readonly Ticket[] | null {
  const wanted = new Set(asked)
  const named = tickets.filter(({ id }) => wanted.has(String(id)))
  if (named.length < wanted.size) return null
  return named.filter(holdsPlace)
}
