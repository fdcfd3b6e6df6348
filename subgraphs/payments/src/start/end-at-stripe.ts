// Ending a payment at Stripe, so that nobody can pay it from then on, unless somebody already has.
import { CodedError } from '@ticketing/service-kit'
import type { PaymentsParts } from '../parts.js'
import type { StartedPaymentRow } from '../started/started-payments.js'
import type { Intent, Intents } from '../stripe/intents.js'
import { beingPaid } from './being-paid.js'

/** What became of a payment that was to be ended. `paid`: the customer was faster. */
export type Ended = 'ended' | 'paid'

interface Ending {
  readonly uuid: string
  readonly intent: Intent
  /** Epoch milliseconds. */
  readonly deadline: number
}

/**
 * Marks it first: nobody is handed this payment again, whatever Stripe does then. One that was paid meanwhile still
 * counts. Throws CONFLICT while it is being paid.
 */
export async function endAtStripe(
  { started }: Pick<PaymentsParts, 'started'>,
  intents: Intents,
  { uuid, intent, deadline }: Ending,
): Promise<Ended> {
  if (intent.state === 'taken') return 'paid'
  if (intent.state === 'processing') throw beingPaid()
  await started.supersede(uuid)
  if (intent.state === 'cancelled') return 'ended'
  try {
    await intents.cancel(intent.id, deadline)
    return 'ended'
  } catch (fault) {
    if (!(fault instanceof CodedError) || fault.code !== 'CONFLICT') throw fault
  }
  const { state } = await intents.read(intent.id, deadline)
  if (state === 'cancelled') return 'ended'
  await started.reinstate(uuid)
  if (state === 'taken') return 'paid'
  throw beingPaid()
}

/** The payment that is about to be handed out. */
interface NewPayment {
  readonly uuid: string
  readonly cartId: number
  readonly fingerprint: string
  readonly deadline: number
}

/**
 * Ends earlier payments for the same cart: after a declined card the backend opens a new payment and forgets the old
 * one, which a forgotten browser tab could still pay. The one that paid for the same lines, if any did; throws CONFLICT
 * while one is being paid.
 */
export async function closeRivals(
  { started }: Pick<PaymentsParts, 'started'>,
  intents: Intents,
  { uuid, cartId, fingerprint, deadline }: NewPayment,
): Promise<StartedPaymentRow | null> {
  for (const rival of await started.findUnsettled(cartId)) {
    if (rival.uuid === uuid) continue
    const isSame = rival.fingerprint === fingerprint
    const intent = await intents.read(rival.intentId, deadline)
    // What is paid for other lines than these is no hindrance.
    if (intent.state === 'processing' && !isSame) continue
    const ended = await endAtStripe({ started }, intents, { uuid: rival.uuid, intent, deadline })
    if (ended === 'paid' && isSame) return rival
  }
  return null
}
