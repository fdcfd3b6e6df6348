// Stripe tells what became of a payment. An event is verified, put in order, passed on to the backend, and then done:
// any failure answers 5xx, upon which Stripe sends it again.
import { CodedError } from '@ticketing/service-kit'
import type { RouteHandler } from '@ticketing/subgraph-kit'
import { askWith, type CallBase, eventBase } from '../backend/ask.js'
import { sendStripeEvent } from '../backend/stripe-event.js'
import { ensureAlone, type PaymentsParts, required } from '../parts.js'
import type { StartedPaymentRow } from '../started/started-payments.js'
import { openStripeEvent, type StripeEvent } from '../stripe/events.js'
import { emptyPaidCart } from './empty-cart.js'
import { readStatus } from './payment-status.js'
import { isPassedOn, toVerdict, type Verdict } from './relay.rules.js'

// The backend makes tickets, their files and a mail inside the request.
const PATIENCE_MS = 60_000

/** An event about one payment of ours. */
interface PaymentEvent {
  readonly uuid: string
  readonly intentId: string | null
  readonly verdict: Verdict
  readonly known: StartedPaymentRow | null
  readonly body: Buffer
  readonly base: CallBase
}

const answer = (status: number, content: object) => ({ status, body: JSON.stringify(content) })
const received = (outcome: string) => answer(200, { received: true, outcome })
const refused = (status: number, message: string) => answer(status, { error: message })

async function paymentOf(parts: PaymentsParts, event: StripeEvent) {
  const known =
    event.paymentUuid !== null
      ? await parts.started.find(event.paymentUuid)
      : event.intentId !== null
        ? await parts.started.findByIntent(event.intentId)
        : null
  return { uuid: event.paymentUuid ?? known?.uuid ?? null, known }
}

/** Runs alone for its payment. True when the payment is paid now, whoever said so first. */
async function relay(parts: PaymentsParts, event: PaymentEvent, lost: AbortSignal) {
  const { verdict, known, body, base } = event
  const status = await readStatus(parts, base, event)
  const passOn = isPassedOn({ verdict, status, superseded: known?.superseded ?? false })
  if (passOn) {
    const secret = required(parts.secrets.ticketingWebhookSecret, 'TICKETING_WEBHOOK_SECRET')
    ensureAlone(lost)
    await sendStripeEvent(askWith(parts.backend, base, null), { body, secret, now: parts.now() })
  }
  return { passOn, paid: verdict === 'succeeded' && status !== 'REFUNDED' }
}

async function handle(parts: PaymentsParts, event: StripeEvent, body: Buffer) {
  const verdict = toVerdict(event.type)
  if (verdict === null) return received('ignored')
  const { uuid, known } = await paymentOf(parts, event)
  if (uuid === null) return received('not one of our payments')
  const base = eventBase({ requestId: requestIdOf(event), deadline: parts.now() + PATIENCE_MS })
  const { passOn, paid } = await parts.locks.withLock(
    `payment:${uuid}`,
    { deadline: base.deadline },
    ({ lost }) => relay(parts, { uuid, intentId: event.intentId, verdict, known, body, base }, lost),
  )
  if (paid) await emptyPaidCart(parts, base, known)
  parts.log.info({ event: event.id, type: event.type, payment: uuid, passOn }, 'a Stripe event was handled')
  return received(passOn ? 'passed on' : 'already known')
}

const requestIdOf = (event: StripeEvent) => `stripe-${event.id.replace(/[^\w-]/g, '').slice(0, 100)}`

function toRefusal(parts: PaymentsParts, event: StripeEvent, err: unknown) {
  parts.log.error({ err, event: event.id, type: event.type }, 'a Stripe event could not be handled')
  // Sent again later all the same; the status tells Stripe's dashboard why.
  if (err instanceof CodedError && err.code === 'NOT_FOUND') return refused(404, 'There is no such payment.')
  return refused(err instanceof CodedError && err.code === 'BACKEND_TIMEOUT' ? 504 : 503, 'Try again later.')
}

/** POST /webhooks/stripe: 200 handled or of no concern, 400 not signed by Stripe, 404 or 5xx to be sent again. */
export function createStripeWebhook(parts: PaymentsParts): RouteHandler {
  return async ({ body, headers }) => {
    const secret = parts.secrets.stripeWebhookSecret
    if (secret === null) return refused(503, 'STRIPE_WEBHOOK_SECRET is not set on this server.')
    const signature = headers['stripe-signature']
    const event = openStripeEvent(body, typeof signature === 'string' ? signature : undefined, {
      secret,
      now: parts.now(),
    })
    if (event === null) return refused(400, 'The signature is missing, wrong or out of date.')
    try {
      return await handle(parts, event, body)
    } catch (err) {
      return toRefusal(parts, event, err)
    }
  }
}
