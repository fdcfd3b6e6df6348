import { z } from 'zod'
import { ok } from '../http/answer.js'
import type { Call } from '../http/call.js'
import { notFound, Problem } from '../http/problem.js'
import type { Services } from '../services.js'
import { settlePayment } from './settle-payment.js'
import { signatureHolds } from './webhook-signature.js'

const eventSchema = z.object({
  type: z.string(),
  data: z.object({
    object: z.object({
      id: z.string(),
      metadata: z.record(z.string(), z.unknown()).nullish(),
    }),
  }),
})

const refuse = (error: string) => new Problem(400, { error })

const parseEvent = (payload: Buffer) => {
  try {
    return eventSchema.parse(JSON.parse(payload.toString('utf8')))
  } catch {
    throw refuse('Invalid payload')
  }
}

/** A late failure also undoes a payment that was made: the order of events is not looked at. */
const markFailed = async ({ db, now }: Services, intent: string): Promise<void> => {
  const { numUpdatedRows } = await db
    .updateTable('payments')
    .set({ status: 'failed', updated_at: now() })
    .where('transaction_id', '=', intent)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw notFound()
}

/** Takes an event of Stripe, passed on by whoever receives them. Kinds it does not know are taken and dropped. */
export const receiveEvent = async (services: Services, call: Call) => {
  const header = call.headers['stripe-signature']
  const secret = services.settings.webhookSecret
  if (typeof header !== 'string' || !signatureHolds(header, call.rawBody, secret, services.now()))
    throw refuse('Invalid signature')
  const event = parseEvent(call.rawBody)
  const { id, metadata } = event.data.object
  const uuid = metadata?.payment_uuid
  if (event.type === 'payment_intent.succeeded' && uuid) await settlePayment(services, String(uuid))
  if (event.type === 'payment_intent.payment_failed') await markFailed(services, id)
  return ok([])
}
