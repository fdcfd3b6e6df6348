// What became of money that was to be given back: it was, if the backend's sum has grown by it. The backend may have
// forgotten, and Stripe then knows better.
import {
  type Commands,
  LATER,
  NOT_DONE,
  type OpenIntent,
  type Settle,
  unknown,
  waitedFor,
} from '@ticketing/event-log'
import { type Amount, amount } from '@ticketing/money'
import { z } from 'zod'
import { findPaymentRecord } from '../backend/payment-records.js'
import { listTicketsOf } from '../backend/tickets.js'
import type { PaymentsParts, SettlingParts } from '../parts.js'
import { paymentRefunded } from '../payment-events.js'
import { type Sight, settlingAsService } from '../settling/settling.js'
import { markTickets } from './mark-tickets.js'
import { judgeSentRefund, ticketsToMark } from './refund.rules.js'
import { giveMissingCentBack, readGivenBack } from './refunds-at-stripe.js'

const cents = z.string().regex(/^\d+$/)
const shape = z.object({
  payment: z.string(),
  /** Both in cents. */
  amount: cents,
  refundedBefore: cents,
  tickets: z.array(z.string()),
})

/** What `refundPayment` says of itself. */
export type RefundArguments = z.infer<typeof shape>

const euros = (text: string): Amount => amount(BigInt(text), 'EUR')

export const refundSettler = (parts: SettlingParts, commands: () => Commands): Settle =>
  settlingAsService(parts, shape, async (given, sight) => {
    const { intent, ask, deadline } = sight
    const { payment: uuid } = given
    const asked = euros(given.amount)
    const record = await findPaymentRecord(ask, uuid)
    if (record === null) return unknown('The backend does not show the payment any more.')
    const before = await refundedBefore(parts, intent, euros(given.refundedBefore))
    const atStripe = await readGivenBack(parts, record, deadline)
    const verdict = judgeSentRefund({ before, asked, record, atStripe })
    if (verdict === 'not made') return NOT_DONE
    if (verdict === 'unknown') return unknown('Stripe and the backend differ about what was given back.')
    const { userId, status, refundedAt: at, refundedAmount } = record
    const total = refundedAmount ?? asked
    await giveMissingCentBack(parts, { record, total, deadline })
    const marked = await areMarked({ ...parts, commands: commands() }, sight, given)
    if (!marked && !waitedFor(intent, 'somebody to ask')) return LATER
    const full = status === 'REFUNDED'
    return { kind: 'done', events: [paymentRefunded({ uuid, userId, amount: asked, total, full, at })] }
  })

/** Marks the tickets that the refund was for, in the name of whoever gave the money back. */
async function areMarked(
  parts: Pick<PaymentsParts, 'commands' | 'log' | 'now'>,
  { intent, ask, deadline }: Sight,
  { payment, tickets: ids }: RefundArguments,
): Promise<boolean> {
  if (ids.length === 0) return true
  const { id: causationId, context } = intent.event
  const { actor, client, requestId, traceparent, correlationId } = context
  const asker = { actor, client, requestId, traceparent }
  const marking = { ask, asker, cause: { causationId, correlationId }, deadline }
  const tickets = ticketsToMark(await listTicketsOf(ask, payment), ids) ?? []
  return (await markTickets(parts, marking, tickets)).unmarked.length === 0
}

const REFUNDS_LOOKED_AT = 50

/** As it was read before the command began, or what another refund has made of it until then. */
async function refundedBefore(
  { eventLog }: SettlingParts,
  { stream, version }: OpenIntent,
  read: Amount,
): Promise<Amount> {
  const options = { direction: 'backwards', from: version, limit: REFUNDS_LOOKED_AT } as const
  for (const { type, data } of await eventLog.readStream(stream, options)) {
    if (type !== 'PaymentRefunded') continue
    const total = euros(data.total.minorUnits)
    return total.minorUnits > read.minorUnits ? total : read
  }
  return read
}
