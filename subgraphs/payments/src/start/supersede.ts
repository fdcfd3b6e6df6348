// A pending payment for lines that the cart no longer has is ended everywhere, so that a new one can take its place:
// the backend would hand out the old one, with its old amount, for ever.
import { CodedError, type HeldLock } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'
import { askWith, commandBase } from '../backend/ask.js'
import type { OpenedPayment } from '../backend/payments.js'
import { sendStripeEvent } from '../backend/stripe-event.js'
import { type PaymentsParts, required } from '../parts.js'
import type { Intent, Intents } from '../stripe/intents.js'
import { toFailedEvent } from './failed-event.rules.js'
import { justPaid } from './just-paid.js'

/** `cartLock`: the lock of the payment's cart, held by whoever supersedes. */
interface Superseding {
  readonly payment: OpenedPayment
  readonly intent: Intent
  readonly call: CallContext
  readonly cartLock: HeldLock
}

/**
 * Ends a payment at Stripe first (nobody can pay it from then on), then at the backend.
 * Throws CONFLICT when the customer has paid it meanwhile.
 */
export async function supersedePayment(
  parts: PaymentsParts,
  { payment, intent, call, cartLock }: Superseding,
): Promise<void> {
  const intents = required(parts.intents, 'STRIPE_SECRET_KEY')
  const secret = required(parts.secrets.ticketingWebhookSecret, 'TICKETING_WEBHOOK_SECRET')
  if (intent.state === 'taken') throw justPaid()
  await endAtStripe(parts, intents, { uuid: payment.uuid, intent, deadline: call.deadline })
  const event = toFailedEvent({
    eventId: `evt_${parts.newId().replaceAll('-', '')}`,
    intentId: payment.transactionId,
    paymentUuid: payment.uuid,
    now: parts.now(),
  })
  // Always the cart's lock first and the payment's inside: the webhook never holds both.
  await cartLock.withLock(`payment:${payment.uuid}`, { deadline: call.deadline }, () =>
    sendStripeEvent(askWith(parts.backend, commandBase(call), null), {
      body: Buffer.from(JSON.stringify(event)),
      secret,
      now: parts.now(),
    }),
  )
}

/** The payment that is about to be handed out. */
interface NewPayment {
  readonly uuid: string
  readonly cartId: number
  readonly fingerprint: string
  readonly deadline: number
}

/**
 * Ends earlier payments for the same cart at Stripe: after a declined card the backend opens a new payment and forgets
 * the old one, which a forgotten browser tab could still pay. Throws CONFLICT when that one paid for the same lines.
 */
export async function closeRivals(
  parts: PaymentsParts,
  { uuid, cartId, fingerprint, deadline }: NewPayment,
): Promise<void> {
  const intents = required(parts.intents, 'STRIPE_SECRET_KEY')
  for (const rival of await parts.started.findUnsettled(cartId)) {
    if (rival.uuid === uuid) continue
    const intent = await intents.read(rival.intentId, deadline)
    if (intent.state !== 'taken') await endAtStripe(parts, intents, { uuid: rival.uuid, intent, deadline })
    else if (rival.fingerprint === fingerprint) throw justPaid()
  }
}

interface Ending {
  readonly uuid: string
  readonly intent: Intent
  readonly deadline: number
}

// Marked first: nobody is handed this payment again, whatever Stripe does then. One that was paid meanwhile still counts.
async function endAtStripe(parts: PaymentsParts, intents: Intents, { uuid, intent, deadline }: Ending) {
  await parts.started.supersede(uuid)
  if (intent.state !== 'open') return
  try {
    await intents.cancel(intent.id, deadline)
  } catch (fault) {
    if (fault instanceof CodedError && fault.code === 'CONFLICT') await parts.started.reinstate(uuid)
    throw fault
  }
}
