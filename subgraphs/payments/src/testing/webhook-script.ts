// The backend's webhook, with its habits: what it is told last is what a payment is, tickets come after the state, and
// nothing keeps two calls apart.
import { createHmac, randomUUID } from 'node:crypto'
import type { Asked, Reply } from './scripted-server.js'
import { type BackendPayment, type BackendTicket, missing } from './ticketing-answers.js'

export const WEBHOOK_SECRET = 'whsec_of_the_backend'

/** How it behaves; what tests change. */
export interface WebhookHabits {
  /** Between looking at the state of a payment and changing it, where calls overtake each other. */
  gap: () => Promise<void>
  makesTickets: boolean
  /** The number of the last ticket that was made; never used again. */
  lastTicket: number
  /** When payments were paid. */
  paidAt: () => Date
}

export const usualHabits = (): Omit<WebhookHabits, 'lastTicket'> => ({
  gap: async () => undefined,
  makesTickets: true,
  paidAt: () => new Date(),
})

export interface WebhookState {
  readonly payments: BackendPayment[]
  readonly tickets: BackendTicket[]
  readonly webhook: WebhookHabits
}

interface SentEvent {
  readonly type: string
  readonly data: { readonly object: { readonly id: string; readonly metadata?: { payment_uuid?: string } } }
}

function isSigned({ headers, text }: Asked): boolean {
  const [, seconds, digest] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(String(headers['stripe-signature'])) ?? []
  const fresh = Math.abs(Date.now() / 1000 - Number(seconds)) < 300
  return fresh && digest === createHmac('sha256', WEBHOOK_SECRET).update(`${seconds}.${text}`).digest('hex')
}

function makeTickets({ tickets, webhook }: WebhookState, { uuid, lines }: BackendPayment): void {
  for (const { product_id, quantity } of lines) {
    for (let made = 0; made < quantity; made += 1) {
      webhook.lastTicket += 1
      const id = webhook.lastTicket
      const product_snapshot = { product_id }
      tickets.push({ id, token: randomUUID(), status: 'issued', payment_uuid: uuid, product_snapshot })
    }
  }
}

async function settle(state: WebhookState, payment: BackendPayment, type: string): Promise<void> {
  const before = payment.status
  if (!type.endsWith('succeeded')) {
    payment.status = 'failed'
    return
  }
  await state.webhook.gap()
  if (before === 'paid') return
  payment.status = 'paid'
  payment.paid_at = state.webhook
    .paidAt()
    .toISOString()
    .replace(/\.\d+Z$/, '+00:00')
  if (state.webhook.makesTickets) makeTickets(state, payment)
}

/** POST /api/payments/webhook. */
export async function receiveWebhook(state: WebhookState, asked: Asked): Promise<Reply> {
  if (!isSigned(asked)) return { status: 400, body: { error: 'Invalid signature' } }
  const { type, data } = JSON.parse(asked.text) as SentEvent
  const { id, metadata } = data.object
  const payment = state.payments.find(
    ({ uuid, transaction_id }) => uuid === metadata?.payment_uuid || transaction_id === id,
  )
  if (!payment) return missing
  await settle(state, payment, type)
  return { status: 200, body: [] }
}
