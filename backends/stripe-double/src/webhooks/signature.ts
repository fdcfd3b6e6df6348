import { createHmac } from 'node:crypto'

/** The `Stripe-Signature` header for a body sent at `timestamp` (epoch seconds): HMAC-SHA256 over `timestamp.body`. */
export function signWebhook(secret: string, timestamp: number, body: string): string {
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
  return `t=${timestamp},v1=${signature}`
}
