// The backend's own webhook: it believes whatever is signed with its secret.
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { Ask } from './ask.js'

/** `t=<epoch seconds>,v1=<hex>`: Stripe's signature scheme. https://docs.stripe.com/webhooks/signature */
export function signEvent(body: Uint8Array, { secret, now }: { secret: string; now: number }): string {
  const seconds = Math.floor(now / 1000)
  const digest = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')
  return `t=${seconds},v1=${digest}`
}

/**
 * Passes an event on, byte by byte, with a signature made now. On success tickets and invoice exist: it takes seconds.
 * `timeoutMs`: default that of all commands.
 */
export async function sendStripeEvent(
  ask: Ask,
  { body, secret, now, timeoutMs }: { body: Uint8Array; secret: string; now: number; timeoutMs?: number },
): Promise<void> {
  const headers = { 'stripe-signature': signEvent(body, { secret, now }) }
  const limit = timeoutMs === undefined ? {} : { timeoutMs }
  await ask({ method: 'POST', route: '/api/payments/webhook', body, headers, ...limit, answer: z.unknown() })
}
