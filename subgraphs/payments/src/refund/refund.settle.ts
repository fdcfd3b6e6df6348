// What became of money that was to be given back: it was, if the backend's sum has grown by it. The backend may have
// forgotten, and Stripe then knows better.
import { type OpenIntent, type Settle } from '@ticketing/event-log'
import { type Amount, amount } from '@ticketing/money'
import { z } from 'zod'
import { findPaymentRecord } from '../backend/payment-records.js'
import type { SettlingParts } from '../parts.js'
import { paymentRefunded } from '../payment-events.js'
import { NOT_DONE, settlingAsService, unknown } from '../settling/settling.js'
import { judgeSentRefund } from './refund.rules.js'
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

export const refundSettler = (parts: SettlingParts): Settle =>
  settlingAsService(parts, shape, async (given, { intent, ask, deadline }) => {
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
    const full = status === 'REFUNDED'
    return { kind: 'done', events: [paymentRefunded({ uuid, userId, amount: asked, total, full, at })] }
  })

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
