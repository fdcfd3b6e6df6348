// Stripe's webhooks for a payments subgraph in another process: body and signature pass through as they came.
import { CodedError } from '@ticketing/service-kit'
import { request } from 'undici'
import { absent } from '../refusal.js'
import type { StripeWebhook } from './stripe-webhook.js'

// Rendering tickets inside the backend takes seconds; Stripe itself waits longer than this.
const PATIENCE_MS = 30_000
const PASSED_ON = ['content-type', 'stripe-signature', 'x-request-id'] as const

/** `paymentsUrl`: the subgraph's GraphQL URL; the webhook's is /webhooks/stripe beside it. Null: there is no such subgraph. */
export function forwardStripeWebhook(paymentsUrl: string | null): StripeWebhook {
  if (paymentsUrl === null) {
    return async () => {
      throw absent()
    }
  }
  const url = new URL('/webhooks/stripe', paymentsUrl)
  return async (body, headers) => {
    const passed = PASSED_ON.flatMap((name) => {
      const value = headers[name]
      return typeof value === 'string' ? [[name, value] as const] : []
    })
    try {
      const answer = await request(url, {
        method: 'POST',
        body,
        headers: Object.fromEntries(passed),
        headersTimeout: PATIENCE_MS,
        bodyTimeout: PATIENCE_MS,
      })
      return { status: answer.statusCode, body: await answer.body.text() }
    } catch (cause) {
      // Stripe sends it again.
      throw new CodedError('SERVICE_UNAVAILABLE', 'The payments service does not answer.', { cause })
    }
  }
}
