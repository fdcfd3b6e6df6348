// The money of a refund, while nobody else is at work on the payment.
import type { Held, Outgoing } from '@ticketing/event-log'
import type { Amount } from '@ticketing/money'
import type { Ask } from '../backend/ask.js'
import type { PaymentRecord } from '../backend/payment-record.parser.js'
import { listTicketsOf, type PaidTicket } from '../backend/tickets.js'
import type { PaymentsParts } from '../parts.js'
import { paymentRefunded } from '../payment-events.js'
import { giveBack } from './give-back.js'
import {
  hasUnknownRefund,
  judgeRefund,
  leftToRefund,
  type RefusalReason,
  ticketsToMark,
} from './refund.rules.js'
import { giveMissingCentBack, readGivenBack } from './refunds-at-stripe.js'

/** Once the money has moved, it is made up to the cent, however little time the request has left. */
export const MISSING_CENT_MS = 3_000

export interface RefundRequest {
  readonly uuid: string
  readonly amount: Amount
  readonly ticketIds: readonly string[]
}

/** The things at hand. `record`: the payment as it is. */
interface Alone {
  readonly parts: PaymentsParts
  readonly ask: Ask
  readonly deadline: number
  readonly held: Held
  readonly record: PaymentRecord
}

/** The money is back, and these tickets are to be marked. */
interface GivenBack {
  readonly kind: 'given back'
  readonly record: PaymentRecord
  readonly tickets: readonly PaidTicket[]
  readonly event: Outgoing
}

/** Nothing was given back. `left`: what can be; `atStripe`: all that Stripe has given back, where that is the reason. */
export interface Refusal {
  readonly kind: 'refused'
  readonly reason: RefusalReason
  readonly left: Amount
  readonly atStripe: Amount | null
}

/** What can be checked is checked before; then the money moves, once. */
export async function refundAlone(
  { parts, ask, deadline, held, record }: Alone,
  request: RefundRequest,
): Promise<GivenBack | Refusal> {
  const reason = judgeRefund(record, request.amount)
  if (reason !== null) return refuse(reason, record)
  const tickets = await ticketsOf(ask, request)
  if (tickets === null) return refuse('FOREIGN_TICKET', record)
  const atStripe = await readGivenBack(parts, record, deadline)
  if (atStripe !== null && hasUnknownRefund(record, atStripe)) {
    return refuse('UNKNOWN_REFUND', { ...record, refundedAmount: atStripe }, atStripe)
  }
  held.ensureAlone()
  const made = await giveBack({ parts, ask, deadline }, record, request)
  const { refundedAmount: total, refundedAt: at, status } = made
  await giveMissingCentBack(parts, { record, total, deadline: parts.now() + MISSING_CENT_MS })
  const { uuid, userId } = record
  const full = status === 'REFUNDED'
  // A refund is the last change of its payment.
  const after = { ...record, ...made, updatedAt: at }
  const event = paymentRefunded({ uuid, userId, amount: request.amount, total, full, at })
  return { kind: 'given back', tickets, record: after, event }
}

function refuse(reason: RefusalReason, record: PaymentRecord, atStripe: Amount | null = null): Refusal {
  return { kind: 'refused', reason, left: leftToRefund(record), atStripe }
}

async function ticketsOf(ask: Ask, { uuid, ticketIds }: RefundRequest) {
  return ticketIds.length === 0 ? [] : ticketsToMark(await listTicketsOf(ask, uuid), ticketIds)
}
