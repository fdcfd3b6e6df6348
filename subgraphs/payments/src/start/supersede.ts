// A pending payment for lines that the cart no longer has is ended everywhere, so that a new one can take its place:
// the backend would hand out the old one, with its old amount, for ever.
import { CodedError, type HeldLock } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'
import { askWith, commandBase } from '../backend/ask.js'
import type { OpenedPayment } from '../backend/payments.js'
import { sendStripeEvent } from '../backend/stripe-event.js'
import { type PaymentsParts, required } from '../parts.js'
import type { Intent } from '../stripe/intents.js'
import { toFailedEvent } from './failed-event.rules.js'

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
  if (intent.state === 'taken') throw new CodedError('CONFLICT', 'This cart has just been paid.')
  await parts.started.supersede(payment.uuid)
  if (intent.state === 'open') await intents.cancel(intent.id, call.deadline)
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

/**
 * Ends earlier payments for the same cart at Stripe: after a declined card the backend opens a new payment and forgets
 * the old one, which a forgotten browser tab could still pay.
 */
export async function closeRivals(
  parts: PaymentsParts,
  { uuid, cartId, deadline }: { uuid: string; cartId: number; deadline: number },
): Promise<void> {
  const intents = required(parts.intents, 'STRIPE_SECRET_KEY')
  for (const rival of await parts.started.findRivals({ uuid, cartId })) {
    const { state } = await intents.read(rival.intentId, deadline)
    if (state === 'taken') continue
    await parts.started.supersede(rival.uuid)
    if (state === 'open') await intents.cancel(rival.intentId, deadline)
  }
}
