// Giving money back, once: what can be checked is checked before, and nothing is ever repeated by us.
import { BackendError } from '@ticketing/backend-client'
import type { Amount } from '@ticketing/money'
import { CodedError } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'
import { type Ask, askWith, commandBase } from '../backend/ask.js'
import type { PaymentRecord } from '../backend/payment-record.parser.js'
import { findPaymentRecord } from '../backend/payment-records.js'
import { refundPayment as sendRefund } from '../backend/payments.js'
import { listTicketsOf, type PaidTicket } from '../backend/tickets.js'
import { ensureAlone, type PaymentsParts } from '../parts.js'
import { parsePaymentUuid } from '../payment/payment-uuid.rules.js'
import { markTickets } from './mark-tickets.js'
import {
  hasUnknownRefund,
  judgeRefund,
  leftToRefund,
  type RefusalReason,
  ticketsToMark,
} from './refund.rules.js'
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
  const ask = askWith(parts.backend, commandBase(call), token)
  const wait = { deadline: call.deadline, signal: call.signal }
  const outcome = await parts.locks.withLock(`payment:${uuid}`, wait, ({ lost }) =>
    refundAlone({ parts, ask, deadline: call.deadline, lost }, { ...request, uuid }),
  )
  if (outcome.kind === 'refused') return outcome
  const { record, tickets } = outcome
  // Not inside the payment's lock: each ticket has its own, and whoever holds one lock must not wait for another.
  const deadline = parts.now() + PATIENCE_AFTERWARDS_MS
  const marking = { ask: askWith(parts.backend, { ...commandBase(call), deadline }, token), deadline }
  return { kind: 'refunded', record, ...(await markTickets(parts, marking, tickets)) }
}

/** The things at hand while the payment's lock is held. */
interface Alone {
  readonly parts: PaymentsParts
  readonly ask: Ask
  readonly deadline: number
  readonly lost: AbortSignal
}

/** Runs alone for its payment: the money, and which tickets it was for. */
async function refundAlone({ parts, ask, deadline, lost }: Alone, request: RefundRequest) {
  const record = await findPaymentRecord(ask, request.uuid)
  if (record === null) throw noSuchPayment()
  const reason = judgeRefund(record, request.amount)
  if (reason !== null) return refuse(reason, record)
  const tickets = await ticketsOf(ask, request)
  if (tickets === null) return refuse('FOREIGN_TICKET', record)
  const atStripe = await readGivenBack(parts, record, deadline)
  if (atStripe !== null && hasUnknownRefund(record, atStripe)) {
    return { ...refuse('UNKNOWN_REFUND', { ...record, refundedAmount: atStripe }), atStripe }
  }
  ensureAlone(lost)
  const made = await giveBack(ask, request)
  const afterwards = parts.now() + PATIENCE_AFTERWARDS_MS
  await giveMissingCentBack(parts, { record, total: made.refundedAmount, deadline: afterwards, lost })
  // A refund is the last change of its payment.
  return { kind: 'given back' as const, tickets, record: { ...record, ...made, updatedAt: made.refundedAt } }
}

function refuse(reason: RefusalReason, record: PaymentRecord): Refusal {
  return { kind: 'refused', reason, left: leftToRefund(record), atStripe: null }
}

const noSuchPayment = () => new CodedError('NOT_FOUND', 'There is no such payment.')

function checkAmount({ minorUnits, currency }: Amount): void {
  if (currency !== 'EUR') throw new CodedError('BAD_USER_INPUT', 'Payments are in EUR, and so are refunds.')
  if (minorUnits <= 0n) throw new CodedError('BAD_USER_INPUT', 'The amount must be more than nothing.')
}

async function ticketsOf(ask: Ask, { uuid, ticketIds }: RefundRequest) {
  return ticketIds.length === 0 ? [] : ticketsToMark(await listTicketsOf(ask, uuid), ticketIds)
}

async function giveBack(ask: Ask, { uuid, amount }: RefundRequest) {
  try {
    return await sendRefund(ask, { paymentUuid: uuid, amount })
  } catch (fault) {
    throw toRefundFailure(fault)
  }
}

function toRefundFailure(fault: unknown): unknown {
  if (!(fault instanceof BackendError) || fault.extensions.outcomeUnknown !== true) return fault
  const message =
    'Nobody knows yet whether this refund was made. Look at what was refunded of the payment before trying again.'
  return new BackendError(fault.code, message, {
    status: fault.status,
    backendCode: fault.backendCode,
    retryable: false,
    extensions: { outcomeUnknown: true },
    operatorMessage: fault.message,
    cause: fault,
  })
}
