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
import { judgeRefund, leftToRefund, type RefusalReason, ticketsToMark } from './refund.rules.js'

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
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly left: Amount }

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
  const ask = askWith(parts.backend, commandBase(call), call.caller?.backendToken ?? null)
  const wait = { deadline: call.deadline, signal: call.signal }
  return parts.locks.withLock(`payment:${uuid}`, wait, async (lost) => {
    const record = await findPaymentRecord(ask, uuid)
    if (record === null) throw noSuchPayment()
    const reason = judgeRefund(record, request.amount)
    if (reason !== null) return { kind: 'refused', reason, left: leftToRefund(record) }
    const tickets = await ticketsOf(ask, uuid, request.ticketIds)
    if (tickets === null) return { kind: 'refused', reason: 'FOREIGN_TICKET', left: leftToRefund(record) }
    ensureAlone(lost)
    const refunded = { ...record, ...(await giveBack(ask, { ...request, uuid })) }
    return { kind: 'refunded', record: refunded, ...(await markTickets(parts, call, ask, tickets)) }
  })
}

const noSuchPayment = () => new CodedError('NOT_FOUND', 'There is no such payment.')

function checkAmount({ minorUnits, currency }: Amount): void {
  if (currency !== 'EUR') throw new CodedError('BAD_USER_INPUT', 'Payments are in EUR, and so are refunds.')
  if (minorUnits <= 0n) throw new CodedError('BAD_USER_INPUT', 'The amount must be more than nothing.')
}

async function ticketsOf(ask: Ask, uuid: string, ids: readonly string[]) {
  return ids.length === 0 ? [] : ticketsToMark(await listTicketsOf(ask, uuid), ids)
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
