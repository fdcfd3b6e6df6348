// Stripe tells what became of a payment. An event is verified and stored; only then does Stripe get its 200, and does not
// send it again. It is worked off afterwards.
import type { RouteHandler } from '@ticketing/subgraph-kit'
import type { PaymentsLog, PaymentsSecrets } from '../parts.js'
import { openStripeEvent, type StripeEvent } from '../stripe/events.js'
import type { Inbox } from './inbox.js'
import { toVerdict } from './relay.rules.js'

const answer = (status: number, content: object) => ({ status, body: JSON.stringify(content) })
const received = answer(200, { received: true })
const refused = (status: number, message: string) => answer(status, { error: message })

export interface StripeWebhookOptions {
  readonly secrets: Pick<PaymentsSecrets, 'stripeWebhookSecret'>
  readonly inbox: Pick<Inbox, 'store'>
  readonly storeWithinMs: number
  /** An event was stored. */
  readonly onStored: () => void
  readonly now: () => number
  readonly log: PaymentsLog
}

const isAboutPayment = ({ type, paymentUuid, intentId }: StripeEvent): boolean =>
  toVerdict(type) !== null && (paymentUuid !== null || intentId !== null)

/** Rejects when it takes too long; it may still be stored then, and arrives once more. */
async function storeInTime(
  { inbox, storeWithinMs, now }: StripeWebhookOptions,
  event: StripeEvent,
  body: Buffer,
) {
  const { id, type, paymentUuid: payment, intentId, createdAt } = event
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('storing takes too long')), storeWithinMs)
  })
  const arrived = { id, type, payment, intentId, createdAt: createdAt ?? new Date(now()), body }
  try {
    return await Promise.race([inbox.store(arrived), late])
  } finally {
    clearTimeout(timer)
  }
}

/** POST /webhooks/stripe: 200 stored or of no concern, 400 not signed by Stripe, 503 to be sent again. Within 2 s. */
export function createStripeWebhook(options: StripeWebhookOptions): RouteHandler {
  const { secrets, onStored, now, log } = options
  return async ({ body, headers }) => {
    const secret = secrets.stripeWebhookSecret
    if (secret === null) return refused(503, 'STRIPE_WEBHOOK_SECRET is not set on this server.')
    const signature = headers['stripe-signature']
    const event = openStripeEvent(body, typeof signature === 'string' ? signature : undefined, {
      secret,
      now: now(),
    })
    if (event === null) return refused(400, 'The signature is missing, wrong or out of date.')
    if (!isAboutPayment(event)) return received
    try {
      const stored = await storeInTime(options, event, body)
      if (stored === 'stored') onStored()
      log.info(
        { webhook: event.id, type: event.type, payment: event.paymentUuid, stored },
        'an event of Stripe arrived',
      )
      return received
    } catch (err) {
      log.error({ err, webhook: event.id, type: event.type }, 'an event of Stripe could not be stored')
      return refused(503, 'Try again later.')
    }
  }
}
