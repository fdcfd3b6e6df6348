import { createHmac, timingSafeEqual } from 'node:crypto'

const toleranceSeconds = 300

/**
 * Whether a `Stripe-Signature` header (`t=<seconds>,v1=<hex>`, several v1 allowed) was made over these
 * bytes with this secret, not longer ago than Stripe's own packages allow.
 */
export const signatureHolds = (header: string, payload: Buffer, secret: string, now: Date): boolean => {
  const parts = header.split(',').map((part) => part.trim().split('='))
  const time = parts.find(([key]) => key === 't')?.[1] ?? ''
  if (!/^\d+$/.test(time)) return false
  if (now.getTime() / 1000 - Number(time) > toleranceSeconds) return false
  const expected = createHmac('sha256', secret).update(`${time}.`).update(payload).digest()
  return parts.some(([key, value = '']) => {
    const given = Buffer.from(value, 'hex')
    return key === 'v1' && given.length === expected.length && timingSafeEqual(given, expected)
  })
}
