// Giving money back, once: what can be checked is checked before, and nothing is ever repeated by us.
import { type Held, type Outcome, paymentStream } from '@ticketing/event-log'
import type { Amount } from '@ticketing/money'
import { CodedError } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'
import { askerOf } from '@ticketing/subgraph-kit'
import { type Ask, askWith, commandBase } from '../backend/ask.js'
import type { PaymentRecord } from '../backend/payment-record.parser.js'
import { findPaymentRecord } from '../backend/payment-records.js'
import { listTicketsOf, type PaidTicket } from '../backend/tickets.js'
import type { PaymentsParts } from '../parts.js'
import { parsePaymentUuid } from '../payment/payment-uuid.rules.js'
import { paymentRefunded } from '../payment-events.js'
import { giveBack } from './give-back.js'
import { markTickets } from './mark-tickets.js'
import {
  hasUnknownRefund,
  judgeRefund,
  leftToRefund,
  type RefusalReason,
  ticketsToMark,
} from './refund.rules.js'
import type { RefundArguments } from './refund.settle.js'
import { giveMissingCentBack, readGivenBack } from './refunds-at-stripe.js'

// Once the money has moved, what belongs to it is done, however little time the request has left.
const PATIENCE_AFTERWARDS_MS = 20_000

export interface RefundRequest {
  readonly uuid: string
  readonly amount: Amount
  readonly ticketIds: readonly string[]
}

/** How it went; anything else is thrown. `left` is what can still be given back. */
export type RefundOutcome =
  | {
      readonly kind: 'refunded'
      readonly record: PaymentRecord
      readonly marked: readonly PaidTicket[]
      readonly unmarked: readonly PaidTicket[]
    }
  | Refusal

/** Nothing was given back. `atStripe`: all that Stripe has given back, where that is the reason. */
export interface Refusal {
  readonly kind: 'refused'
  readonly reason: RefusalReason
  readonly left: Amount
  readonly atStripe: Amount | null
}

/**
 * Refunds as the admin who calls. Throws BAD_USER_INPUT, NOT_FOUND, CONFLICT while another refund is under way, and
 * BACKEND_TIMEOUT or BACKEND_UNAVAILABLE with `outcomeUnknown` when nobody knows whether it happened.
 */
export async function refundPayment(
  parts: PaymentsParts,
  call: CallContext,
  request: RefundRequest,
): Promise<RefundOutcome> {
  checkAmount(request.amount)
  const uuid = parsePaymentUuid(request.uuid)
  if (uuid === null) throw noSuchPayment()
  const token = call.caller?.backendToken ?? null
  const { deadline, signal } = call
  const ask = askWith(parts.backend, commandBase(call), token)
  const asker = askerOf(call)
  // Looked at before: nothing is recorded of payments that do not exist, and what was given back by then tells later
  // whether this refund was made.
  const { record, version } = await lookBefore(parts, ask, uuid)
  const about: RefundArguments = {
    payment: uuid,
    amount: String(request.amount.minorUnits),
    refundedBefore: String(record.refundedAmount?.minorUnits ?? 0n),
    tickets: [...request.ticketIds],
  }
  const stream = paymentStream(uuid)
  const command = { stream, name: 'refundPayment', arguments: about, asker, deadline, signal }
  const outcome = await parts.commands.run(command, async (held) => {
    const seen = (await versionOf(parts, stream)) === version + 1 ? record : await readRecord(ask, uuid)
    return refundAlone({ parts, ask, deadline, held }, seen, { ...request, uuid })
  })
  if (outcome.kind === 'refused') return outcome
  // Not inside the payment's command: whoever holds one stream must not wait long for another.
  const later = parts.now() + PATIENCE_AFTERWARDS_MS
  const askLater = askWith(parts.backend, { ...commandBase(call), deadline: later }, token)
  const marking = { ask: askLater, asker, cause: outcome.cause, deadline: later }
  return { kind: 'refunded', record: outcome.record, ...(await markTickets(parts, marking, outcome.tickets)) }
}

async function lookBefore(parts: PaymentsParts, ask: Ask, uuid: string) {
  const version = await versionOf(parts, paymentStream(uuid))
  return { version, record: await readRecord(ask, uuid) }
}

async function versionOf({ eventLog }: PaymentsParts, stream: string): Promise<number> {
  const [last] = await eventLog.readStream(stream, { direction: 'backwards', limit: 1 })
  return last?.version ?? 0
}

async function readRecord(ask: Ask, uuid: string): Promise<PaymentRecord> {
  const record = await findPaymentRecord(ask, uuid)
  if (record === null) throw noSuchPayment()
  return record
}

/** The things at hand while nobody else is at work on the payment. */
interface Alone {
  readonly parts: PaymentsParts
  readonly ask: Ask
  readonly deadline: number
  readonly held: Held
}

/** The money is back, and these tickets are to be marked. */
interface GivenBack {
  readonly kind: 'given back'
  readonly record: PaymentRecord
  readonly tickets: readonly PaidTicket[]
  readonly cause: Held['cause']
}

/** Runs alone for its payment: the money, and which tickets it was for. */
async function refundAlone(
  { parts, ask, deadline, held }: Alone,
  record: PaymentRecord,
  request: RefundRequest,
): Promise<Outcome<GivenBack | Refusal>> {
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
  const afterwards = parts.now() + PATIENCE_AFTERWARDS_MS
  await giveMissingCentBack(parts, { record, total, deadline: afterwards })
  const { uuid, userId } = record
  const full = status === 'REFUNDED'
  // A refund is the last change of its payment.
  const after = { ...record, ...made, updatedAt: at }
  return {
    value: { kind: 'given back', tickets, record: after, cause: held.cause },
    events: [paymentRefunded({ uuid, userId, amount: request.amount, total, full, at })],
  }
}

function refuse(reason: RefusalReason, record: PaymentRecord, atStripe: Amount | null = null) {
  const value = { kind: 'refused', reason, left: leftToRefund(record), atStripe } as const
  return { value, refused: reason }
}

const noSuchPayment = () => new CodedError('NOT_FOUND', 'There is no such payment.')

function checkAmount({ minorUnits, currency }: Amount): void {
  if (currency !== 'EUR') throw new CodedError('BAD_USER_INPUT', 'Payments are in EUR, and so are refunds.')
  if (minorUnits <= 0n) throw new CodedError('BAD_USER_INPUT', 'The amount must be more than nothing.')
}

async function ticketsOf(ask: Ask, { uuid, ticketIds }: RefundRequest) {
  return ticketIds.length === 0 ? [] : ticketsToMark(await listTicketsOf(ask, uuid), ticketIds)
}
