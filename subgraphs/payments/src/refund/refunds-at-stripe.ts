// What Stripe has given back, compared with what the backend believes: it forgets refunds that end halfway, and cuts
// cents off those that it sends.
import { type Amount, amount } from '@ticketing/money'
import type { PaymentRecord } from '../backend/payment-record.parser.js'
import type { SettlingParts } from '../parts.js'
import type { Intents } from '../stripe/intents.js'
import { missingAtStripe } from './refund.rules.js'

/** All that Stripe has given back of a payment; null without a Stripe key, and for what Stripe had no part in. */
export async function readGivenBack(
  { intents }: Pick<SettlingParts, 'intents'>,
  { transactionId }: PaymentRecord,
  deadline: number,
): Promise<Amount | null> {
  if (intents === null || transactionId === null) return null
  return amount(await intents.readRefunded(transactionId, deadline), 'EUR')
}

/** A payment after its refund. `total` is all that the backend has given back now. */
interface MadeRefund {
  readonly record: PaymentRecord
  readonly total: Amount
  /** Epoch milliseconds. */
  readonly deadline: number
}

/**
 * Gives the cent back that the backend cut off, once for each total, whoever else does so at the same time. Does not
 * throw: the refund has been made, so what stands in the way is written down for the operator, as is any other difference.
 */
export async function giveMissingCentBack(parts: SettlingParts, refund: MadeRefund): Promise<void> {
  const { record, total, deadline } = refund
  const { uuid: payment, transactionId } = record
  if (parts.intents === null || transactionId === null) return
  try {
    const missing = await readMissing(parts.intents, transactionId, { total, deadline })
    const { minorUnits: cents } = missing
    if (cents === 0n) return
    const facts = { payment, total: String(total.minorUnits), missingCents: String(cents) }
    if (cents !== 1n) {
      parts.log.error(facts, 'Stripe gave back another total than the backend')
      return
    }
    const idempotencyKey = `missing-cent-${payment}-${total.minorUnits}`
    await parts.intents.giveBack(transactionId, missing, { idempotencyKey, deadline })
    parts.log.info(facts, 'the cent that the backend had cut off a refund was given back at Stripe')
  } catch (err) {
    parts.log.error(
      { err, payment },
      'a refund could not be compared with Stripe, or not be made up to the cent',
    )
  }
}

async function readMissing(
  intents: Intents,
  intentId: string,
  { total, deadline }: Pick<MadeRefund, 'total' | 'deadline'>,
): Promise<Amount> {
  const [{ minorUnits: charged }, givenBack] = await Promise.all([
    intents.read(intentId, deadline),
    intents.readRefunded(intentId, deadline),
  ])
  return missingAtStripe({ total, charged: amount(charged, 'EUR'), givenBack: amount(givenBack, 'EUR') })
}
