// Stripe's webhooks: who signed them, and what they tell.
import { Stripe } from 'stripe'
import { z } from 'zod'

/** An event about a payment intent, as far as it is read here. */
export interface StripeEvent {
  readonly id: string
  readonly type: string
  /** When Stripe made it, to a second; null where it does not say. */
  readonly createdAt: Date | null
  readonly intentId: string | null
  /** The payment of the backend, which the backend wrote on its intent. */
  readonly paymentUuid: string | null
}

const TOLERANCE_SECONDS = 300
// The year 9999.
const MAX_SECONDS = 253_000_000_000

const intent = z.object({
  id: z.string(),
  object: z.literal('payment_intent'),
  metadata: z.object({ payment_uuid: z.guid().nullish().catch(null) }).nullish(),
})

// What is signed and is no event about an intent is acknowledged too, so nothing but id and type is required.
const event = z.object({
  id: z.string(),
  type: z.string(),
  created: z.number().int().nonnegative().max(MAX_SECONDS).nullish().catch(null),
  data: z
    .object({ object: intent.nullable().catch(null) })
    .nullish()
    .catch(null),
})

// The library refuses old signatures only; one from the future could be kept and used later.
function isFromTheFuture(signature: string, now: number): boolean {
  const latest = now / 1000 + TOLERANCE_SECONDS
  return [...signature.matchAll(/t=(\d+)/g)].some(([, seconds]) => Number(seconds) > latest)
}

/** The event, or null unless these very bytes were signed with `secret` within five minutes of `now`. */
export function openStripeEvent(
  body: Buffer,
  signature: string | undefined,
  { secret, now }: { secret: string; now: number },
): StripeEvent | null {
  if (signature === undefined || isFromTheFuture(signature, now)) return null
  let signed: unknown
  try {
    signed = Stripe.webhooks.constructEvent(body, signature, secret, TOLERANCE_SECONDS, undefined, now)
  } catch {
    return null
  }
  const parsed = event.safeParse(signed)
  if (!parsed.success) return null
  const { id, type, created, data } = parsed.data
  return {
    id,
    type,
    createdAt: typeof created === 'number' ? new Date(created * 1000) : null,
    intentId: data?.object?.id ?? null,
    paymentUuid: data?.object?.metadata?.payment_uuid?.toLowerCase() ?? null,
  }
}

const failure = z.object({
  data: z.object({
    object: z.object({
      last_payment_error: z.object({ decline_code: z.string().nullish(), code: z.string().nullish() }),
    }),
  }),
})

/** Why the payment of an event failed, in Stripe's codes, such as `insufficient_funds`; null where it does not say. */
export function failureCodeIn(body: Buffer): string | null {
  try {
    const { last_payment_error: error } = failure.parse(JSON.parse(body.toString('utf8'))).data.object
    return error.decline_code ?? error.code ?? null
  } catch {
    return null
  }
}
