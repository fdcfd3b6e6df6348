// What became of commands about webhooks whose process died: the payment, or the cart, tells.
import type { OpenIntent, Settlement, Settlers } from '@ticketing/event-log'
import { z } from 'zod'
import { askWith, eventBase } from '../backend/ask.js'
import { readCart } from '../backend/cart.js'
import type { SettlingParts } from '../parts.js'
import { cartEmptied, EMPTY_PAID_CART } from './empty-cart.js'
import { readSight } from './payment-sight.js'
import { failed, succeeded } from './relayed-event.js'
import { RELAY_WEBHOOK } from './work-off.js'

const PATIENCE_MS = 10_000

const relayArguments = z.object({
  webhook: z.string(),
  payment: z.string(),
  intent: z.string().nullable(),
  verdict: z.enum(['succeeded', 'failed']),
  createdAt: z.iso.datetime(),
})

const cartArguments = z.object({ payment: z.string() })

const NOT_DONE: Settlement = { kind: 'not-done' }

const baseOf = ({ event }: OpenIntent, { now }: SettlingParts) =>
  eventBase({ requestId: `settle-${event.id}`, deadline: now() + PATIENCE_MS })

/** By the state of the payment. What was not passed on is, by the inbox, and so is what nobody can know. */
async function settleRelay(parts: SettlingParts, intent: OpenIntent): Promise<Settlement> {
  const { webhook, payment, verdict, ...told } = relayArguments.parse(intent.event.data.arguments)
  const known = await parts.started.find(payment)
  const asked = { uuid: payment, intentId: told.intent, verdict, known }
  const { status, owner, amount } = await readSight(parts, baseOf(intent, parts), asked)
  const occurredAt = new Date(told.createdAt)
  if (status === null) return { kind: 'unknown', reason: 'Nobody may ask for the state of the payment.' }
  if (verdict === 'succeeded') {
    if (status !== 'PAID') return NOT_DONE
    const money = amount && { minorUnits: String(amount.minorUnits), currency: amount.currency }
    return { kind: 'done', events: [succeeded(payment, { owner, amount: money, occurredAt })] }
  }
  if (status !== 'FAILED' || known?.superseded) return NOT_DONE
  return { kind: 'done', events: [failed(payment, { webhook, owner, reason: null, occurredAt })] }
}

async function settleEmptying(parts: SettlingParts, intent: OpenIntent): Promise<Settlement> {
  const { payment } = cartArguments.parse(intent.event.data.arguments)
  const known = await parts.started.find(payment)
  if (known?.backendToken == null) return { kind: 'unknown', reason: 'The payer cannot be asked any more.' }
  const { id, lines } = await readCart(askWith(parts.backend, baseOf(intent, parts), known.backendToken))
  if (id !== known.cartId) return { kind: 'unknown', reason: 'The payer cannot be asked any more.' }
  if (lines.length > 0) return NOT_DONE
  await parts.started.settleCart(payment, 'emptied')
  return { kind: 'done', events: [cartEmptied(known)] }
}

/** They throw while the backend or the database is down. */
export const webhookSettlers = (parts: SettlingParts): Settlers => ({
  [RELAY_WEBHOOK]: (intent) => settleRelay(parts, intent),
  [EMPTY_PAID_CART]: (intent) => settleEmptying(parts, intent),
})
