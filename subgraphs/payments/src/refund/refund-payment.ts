// Giving money back, once: nothing is ever repeated by us.
import { paymentStream } from '@ticketing/event-log'
import type { Amount } from '@ticketing/money'
import { CodedError } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'
import { askerOf } from '@ticketing/subgraph-kit'
import { type Ask, askWith, commandBase } from '../backend/ask.js'
import type { PaymentRecord } from '../backend/payment-record.parser.js'
import { findPaymentRecord } from '../backend/payment-records.js'
import type { PaidTicket } from '../backend/tickets.js'
import type { PaymentsParts } from '../parts.js'
import { parsePaymentUuid } from '../payment/payment-uuid.rules.js'
import { markTickets } from './mark-tickets.js'
import type { RefundArguments } from './refund.settle.js'
import { PATIENCE_AFTERWARDS_MS, type RefundRequest, type Refusal, refundAlone } from './refund-alone.js'

/** How it went; anything else is thrown. */
export type RefundOutcome =
  | {
      readonly kind: 'refunded'
      readonly record: PaymentRecord
      readonly marked: readonly PaidTicket[]
      readonly unmarked: readonly PaidTicket[]
    }
  | Refusal

/**
 * Refunds as the admin who calls. Throws BAD_USER_INPUT, NOT_FOUND, CONFLICT when another refund of the payment
 * was made between this request's coming and its turn, and BACKEND_TIMEOUT or BACKEND_UNAVAILABLE with `outcomeUnknown` when nobody knows whether it happened.
 */
export async function refundPayment(
  parts: PaymentsParts,
  call: CallContext,
  asked: RefundRequest,
): Promise<RefundOutcome> {
  checkAmount(asked.amount)
  const uuid = parsePaymentUuid(asked.uuid)
  if (uuid === null) throw noSuchPayment()
  const request = { ...asked, uuid }
  const token = call.caller?.backendToken ?? null
  const outcome = await refundRecorded(parts, call, {
    request,
    ask: askWith(parts.backend, commandBase(call), token),
  })
  if (outcome.kind === 'refused') return outcome
  // Not inside the payment's command: whoever holds one stream must not wait long for another.
  const deadline = parts.now() + PATIENCE_AFTERWARDS_MS
  const ask = askWith(parts.backend, { ...commandBase(call), deadline }, token)
  const marking = { ask, asker: askerOf(call), cause: outcome.cause, deadline }
  return { kind: 'refunded', record: outcome.record, ...(await markTickets(parts, marking, outcome.tickets)) }
}

interface Refunding {
  readonly request: RefundRequest
  readonly ask: Ask
}

/**
 * Looks at the payment before it begins: nothing is recorded of payments that do not exist, and what was given back by
 * then tells later whether this refund was made.
 */
async function refundRecorded(parts: PaymentsParts, call: CallContext, { request, ask }: Refunding) {
  const { uuid, amount, ticketIds } = request
  const { deadline, signal } = call
  const stream = paymentStream(uuid)
  const version = await versionOf(parts, stream)
  const before = await readRecord(ask, uuid)
  const about: RefundArguments = {
    payment: uuid,
    amount: String(amount.minorUnits),
    refundedBefore: String(before.refundedAmount?.minorUnits ?? 0n),
    tickets: [...ticketIds],
  }
  const asker = askerOf(call)
  const command = { stream, name: 'refundPayment', arguments: about, asker, deadline, signal }
  return parts.commands.run(command, async (held) => {
    const isUnchanged = (await versionOf(parts, stream)) === version + 1
    const record = isUnchanged ? before : await readRecord(ask, uuid)
    if (refundedOf(record) !== refundedOf(before)) throw refundedMeanwhile()
    return refundAlone({ parts, ask, deadline, held, record }, request)
  })
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

const refundedOf = ({ refundedAmount }: PaymentRecord): bigint => refundedAmount?.minorUnits ?? 0n

// Two clicks are two requests: the second was decided on before the first had its effect.
const refundedMeanwhile = () =>
  new CodedError('CONFLICT', 'Another refund of this payment was made meanwhile; look at what is left of it.')

const noSuchPayment = () => new CodedError('NOT_FOUND', 'There is no such payment.')

function checkAmount({ minorUnits, currency }: Amount): void {
  if (currency !== 'EUR') throw new CodedError('BAD_USER_INPUT', 'Payments are in EUR, and so are refunds.')
  if (minorUnits <= 0n) throw new CodedError('BAD_USER_INPUT', 'The amount must be more than nothing.')
}
