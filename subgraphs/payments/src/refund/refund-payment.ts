// Giving money back, once: nothing is ever repeated by us.
import { type Held, paymentStream } from '@ticketing/event-log'
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
import { type Marking, markTickets } from './mark-tickets.js'
import type { RefundArguments } from './refund.settle.js'
import { MISSING_CENT_MS, type RefundRequest, type Refusal, refundAlone } from './refund-alone.js'

const MARKING_MS = 5_000
/** How long after its deadline a refund may be at work, the backend's own time included. */
const PATIENCE_AFTERWARDS_MS = 2_000 + MISSING_CENT_MS + MARKING_MS

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
  const ask = askWith(parts.backend, commandBase(call), call.caller?.backendToken ?? null)
  return refundRecorded(parts, call, { request: { ...asked, uuid }, ask })
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
  const graceMs = PATIENCE_AFTERWARDS_MS
  const command = { stream, name: 'refundPayment', arguments: about, asker, deadline, signal, graceMs }
  return parts.commands.run<RefundOutcome>(command, async (held) => {
    const isUnchanged = (await versionOf(parts, stream)) === version + 1
    const record = isUnchanged ? before : await readRecord(ask, uuid)
    if (refundedOf(record) !== refundedOf(before)) throw refundedMeanwhile()
    const outcome = await refundAlone({ parts, ask, deadline, held, record }, request)
    if (outcome.kind === 'refused') return { value: outcome, refused: outcome.reason }
    // Inside the command: when this process dies between the money and the tickets, its settler goes on.
    const marked = await markTickets(parts, marking(parts, call, held), outcome.tickets)
    return { value: { kind: 'refunded', record: outcome.record, ...marked }, events: [outcome.event] }
  })
}

/** The tickets have a time of their own: the money is back. */
function marking(parts: PaymentsParts, call: CallContext, { cause }: Held): Marking {
  const deadline = parts.now() + MARKING_MS
  const base = { ...commandBase(call), deadline }
  return {
    ask: askWith(parts.backend, base, call.caller?.backendToken ?? null),
    asker: askerOf(call),
    cause,
    deadline,
  }
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
