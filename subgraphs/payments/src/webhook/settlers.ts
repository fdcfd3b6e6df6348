// What became of commands about webhooks whose process died: the payment, or the cart, tells.
import {
  NOT_DONE,
  type OpenIntent,
  type Settle,
  type Settlers,
  settling,
  unknown,
} from '@ticketing/event-log'
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

const NOBODY_TO_ASK = 'The payer cannot be asked any more.'

const baseOf = ({ event }: OpenIntent, { now }: SettlingParts) =>
  eventBase({ requestId: `settle-${event.id}`, deadline: now() + PATIENCE_MS })

/** By the state of the payment. What was not passed on is, by the inbox, and so is what nobody can know. */
const relaySettler = (parts: SettlingParts): Settle =>
  settling(parts.log, relayArguments, async ({ webhook, payment, verdict, ...told }, intent) => {
    const known = await parts.started.find(payment)
    const asked = { uuid: payment, intentId: told.intent, verdict, known }
    const { status, owner, amount } = await readSight(parts, baseOf(intent, parts), asked)
    const occurredAt = new Date(told.createdAt)
    if (status === null) return unknown('Nobody may ask for the state of the payment.')
    if (verdict === 'succeeded') {
      if (status !== 'PAID') return NOT_DONE
      const money = amount && { minorUnits: String(amount.minorUnits), currency: amount.currency }
      return { kind: 'done', events: [succeeded(payment, { owner, amount: money, occurredAt })] }
    }
    if (status !== 'FAILED' || known?.superseded) return NOT_DONE
    return { kind: 'done', events: [failed(payment, { webhook, owner, reason: null, occurredAt })] }
  })

const emptyingSettler = (parts: SettlingParts): Settle =>
  settling(parts.log, cartArguments, async ({ payment }, intent) => {
    const known = await parts.started.find(payment)
    const token = known?.backendToken ?? null
    if (known === null || token === null) return unknown(NOBODY_TO_ASK)
    const { id, lines } = await readCart(askWith(parts.backend, baseOf(intent, parts), token))
    if (id !== known.cartId) return unknown(NOBODY_TO_ASK)
    if (lines.length > 0) return NOT_DONE
    await parts.started.settleCart(payment, 'emptied')
    return { kind: 'done', events: [cartEmptied(known)] }
  })

export const webhookSettlers = (parts: SettlingParts): Settlers => ({
  [RELAY_WEBHOOK]: relaySettler(parts),
  [EMPTY_PAID_CART]: emptyingSettler(parts),
})
