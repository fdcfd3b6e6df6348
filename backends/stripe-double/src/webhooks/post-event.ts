/** One try to deliver one event. */
import type { StripeEvent } from '../core/model.js'
import { fieldOf, messageOf } from '../thrown.js'
import { signWebhook } from './signature.js'

/** Resolves with undefined when the receiver answered 2xx, else with why not, in a few words. */
export type PostEvent = (url: string, event: StripeEvent, signal: AbortSignal) => Promise<string | undefined>

interface PostEventOptions {
  readonly secret: string
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly fetch: typeof globalThis.fetch
}

const TIMEOUT_MS = 20_000

/** Each try is signed anew, as receivers refuse old signatures. */
export function createPostEvent({ secret, now, fetch }: PostEventOptions): PostEvent {
  return async (url, event, signal) => {
    const body = JSON.stringify(event, null, 2)
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          'stripe-signature': signWebhook(secret, Math.floor(now() / 1000), body),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      })
      await response.body?.cancel()
      return response.ok ? undefined : `answered ${response.status}`
    } catch (error) {
      // fetch hides the reason in `cause`.
      return messageOf(fieldOf(error, 'cause') ?? error)
    }
  }
}
