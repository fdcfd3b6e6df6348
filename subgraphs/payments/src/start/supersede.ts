// A pending payment for lines that the cart no longer has is ended everywhere, so that a new one can take its place:
// the backend would hand out the old one, with its old amount, for ever.
import { BackendError } from '@ticketing/backend-client'
import { type Held, paymentStream } from '@ticketing/event-log'
import type { CallContext } from '@ticketing/session'
import { askerOf } from '@ticketing/subgraph-kit'
import { isAnswered, withKnownOutcome } from '../backend/answered.js'
import { type Ask, askWith, commandBase, orNull } from '../backend/ask.js'
import { type OpenedPayment, readPaymentState } from '../backend/payments.js'
import { sendStripeEvent } from '../backend/stripe-event.js'
import { type PaymentsParts, required } from '../parts.js'
import { paymentSuperseded } from '../payment-events.js'
import type { Intent, Intents } from '../stripe/intents.js'
import { type Ended, endAtStripe } from './end-at-stripe.js'
import { toFailedEvent } from './failed-event.rules.js'
import type { SupersedeArguments } from './supersede.settle.js'

interface Superseding {
  readonly payment: OpenedPayment
  readonly intent: Intent
  readonly intents: Intents
  readonly call: CallContext
  /** With the caller's own token. */
  readonly ask: Ask
  /** The command on the payment's cart, inside which this happens. */
  readonly cause: Held['cause']
}

/**
 * Ends a payment at Stripe first (nobody can pay it from then on), then at the backend. Throws CONFLICT while the
 * customer is paying it. Always the cart's stream first and the payment's inside: nobody waits the other way round.
 */
export async function supersedePayment(parts: PaymentsParts, of: Superseding): Promise<Ended> {
  const { payment, intent, intents, call, cause } = of
  const secret = required(parts.secrets.ticketingWebhookSecret, 'TICKETING_WEBHOOK_SECRET')
  const { deadline } = call
  const { uuid } = payment
  const userId = call.caller?.userId ?? null
  const eventId = `evt_${parts.newId().replaceAll('-', '')}`
  const about: SupersedeArguments = { payment: uuid, user: userId, event: eventId }
  const command = {
    stream: paymentStream(uuid),
    name: 'supersedePayment',
    arguments: about,
    asker: askerOf(call),
    cause,
    deadline,
  }
  const run = parts.commands.run<Ended>(command, async (held) => {
    const ended = await endAtStripe(parts, intents, { uuid, intent, deadline })
    if (ended === 'paid') return { value: ended, refused: 'ALREADY_PAID' }
    held.ensureAlone()
    await endAtBackend(parts, of, { eventId, secret })
    return { value: ended, events: [paymentSuperseded({ uuid, userId, eventId })] }
  })
  // Of the command around it, it is known how it ended: it opened no payment.
  return run.catch((fault: unknown) => {
    throw fault instanceof BackendError ? withKnownOutcome(fault) : fault
  })
}

// The backend takes the same event any number of times, so a failure that left the payment FAILED is none.
async function endAtBackend(
  parts: PaymentsParts,
  { payment: { uuid, transactionId }, call, ask }: Superseding,
  { eventId, secret }: { readonly eventId: string; readonly secret: string },
): Promise<void> {
  const now = parts.now()
  const failed = toFailedEvent({ eventId, intentId: transactionId, paymentUuid: uuid, now })
  const body = Buffer.from(JSON.stringify(failed))
  try {
    await sendStripeEvent(askWith(parts.backend, commandBase(call), null), { body, secret, now })
  } catch (fault) {
    const state = await orNull(readPaymentState(ask, uuid)).catch(() => null)
    if (state?.status === 'FAILED') return
    throw isAnswered(fault) ? withKnownOutcome(fault) : fault
  }
}
