// For tests: what Stripe sends, and waiting until it is worked off.
import { createHmac, randomUUID } from 'node:crypto'
import type { Payments } from '../subgraph.js'
import type { World } from './world.js'

export const STRIPE_SECRET = 'whsec_from_stripe'

export interface SentEvent {
  readonly type: string
  readonly intent: string
  readonly payment?: string | undefined
  /** Default one of its own. */
  readonly id?: string
  /** Epoch seconds; default now. */
  readonly created?: number
  /** A code of Stripe. */
  readonly declined?: string
}

/** The time of the signature in epoch seconds, and what it was made with. */
export interface Signing {
  readonly seconds?: number
  readonly secret?: string
}

const bodyOf = ({ type, intent, payment, declined, ...event }: SentEvent): Buffer => {
  const { id = `evt_${randomUUID().replaceAll('-', '')}`, created = Math.floor(Date.now() / 1000) } = event
  const metadata = payment === undefined ? {} : { payment_uuid: payment }
  const last_payment_error = declined === undefined ? null : { code: 'card_declined', decline_code: declined }
  const object = { id: intent, object: 'payment_intent', metadata, last_payment_error }
  // Spaces that a second JSON.stringify would lose: the bytes must arrive as they are.
  return Buffer.from(JSON.stringify({ id, object: 'event', type, created, data: { object } }, null, 2))
}

/** Sends an event as Stripe does. */
export async function stripeSends(
  { stripeWebhook }: Pick<Payments, 'stripeWebhook'>,
  event: SentEvent,
  { seconds = Math.floor(Date.now() / 1000), secret = STRIPE_SECRET }: Signing = {},
) {
  const body = bodyOf(event)
  const digest = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')
  const headers = { 'stripe-signature': `t=${seconds},v1=${digest}` }
  const sent = body.toString('utf8')
  const { id }: { id: string } = JSON.parse(sent)
  return { ...(await stripeWebhook({ body, headers })), sent, id }
}

/** An event in the inbox. */
export interface InboxRow {
  readonly state: string
  readonly attempts: number
  readonly outcome: string | null
  readonly reason: string | null
}

/** The event as soon as it fits; by default when it is done or parked. */
export async function untilInbox(
  { db }: Pick<World, 'db'>,
  id: string,
  fits = ({ state }: InboxRow) => state === 'done' || state === 'parked',
): Promise<InboxRow> {
  for (;;) {
    const sql = 'SELECT state, attempts, outcome, reason FROM payments.stripe_events WHERE id = $1'
    const [row] = await db.query<InboxRow>(sql, [id])
    if (row !== undefined && fits(row)) return row
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** Sends an event and waits until it is worked off, or parked. */
export async function stripeTells(
  world: World,
  event: SentEvent,
): Promise<InboxRow & { sent: string; id: string }> {
  const { status, sent, id, body } = await stripeSends(world, event)
  if (status !== 200) throw new Error(`the webhook answered ${status}: ${body}`)
  return { ...(await untilInbox(world, id)), sent, id }
}
