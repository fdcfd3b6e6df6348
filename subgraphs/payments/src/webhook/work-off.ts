// One attempt on one event of Stripe: the backend hears of it if it must, then tickets are recorded and the cart is
// emptied. Each step finds out what was done already, so that an attempt may begin anew wherever the last one died.
import { type Held, paymentStream } from '@ticketing/event-log'
import { eventBase } from '../backend/ask.js'
import type { PaymentsParts } from '../parts.js'
import { asStripe, requestIdOf } from './asker.js'
import { emptyPaidCart } from './empty-cart.js'
import type { ClaimedWebhook } from './inbox.js'
import { recordTickets } from './issued-tickets.js'
import type { WebhookPace } from './pace.js'
import type { AskedPayment } from './payment-sight.js'
import { type Relayed, relay } from './relay.js'
import { toVerdict } from './relay.rules.js'
import type { Attempt } from './worker.js'

/** The name of the command. */
export const RELAY_WEBHOOK = 'relayWebhook'

// So that the backend has answered, or been given up, before others may settle the command.
const MARGIN_MS = 2_000

export type WorkPace = Pick<WebhookPace, 'waitMs' | 'relayMs' | 'ticketsWithinMs'>

/** Throws what may pass: the event is tried again. */
export function createWorkOff(
  parts: PaymentsParts,
  pace: WorkPace,
): (webhook: ClaimedWebhook) => Promise<Attempt> {
  return async (webhook) => {
    const verdict = toVerdict(webhook.type)
    if (verdict === null) return { kind: 'done', outcome: 'IGNORED' }
    const { payment: uuid, intentId } = webhook
    const known = await parts.started.find(uuid)
    const payment = { uuid, intentId, verdict, known }
    const { relayed, cause } = await relayAlone(parts, { webhook, payment, pace })
    if (relayed.kind !== 'settled') return relayed
    return follow(parts, { webhook, payment, relayed, cause, pace })
  }
}

interface Work {
  readonly webhook: ClaimedWebhook
  readonly payment: AskedPayment
  readonly pace: WorkPace
}

async function relayAlone(parts: PaymentsParts, { webhook, payment, pace }: Work) {
  const requestId = requestIdOf(webhook.id)
  const base = eventBase({ requestId, deadline: parts.now() + pace.waitMs })
  const command = {
    stream: paymentStream(payment.uuid),
    name: RELAY_WEBHOOK,
    arguments: {
      webhook: webhook.id,
      payment: payment.uuid,
      intent: payment.intentId,
      verdict: payment.verdict,
      createdAt: webhook.createdAt.toISOString(),
    },
    asker: asStripe(requestId),
    deadline: base.deadline,
    graceMs: pace.relayMs + MARGIN_MS,
  }
  return parts.commands.run<{ relayed: Relayed; cause: Held['cause'] }>(command, async (held) => {
    const outcome = await relay(parts, { webhook, payment, base, relayMs: pace.relayMs }, held)
    return { ...outcome, value: { relayed: outcome.value, cause: held.cause } }
  })
}

interface Followed extends Work {
  readonly relayed: Extract<Relayed, { kind: 'settled' }>
  readonly cause: Held['cause']
}

/** What a success brings with it, for the customer and for the record. */
async function follow(parts: PaymentsParts, followed: Followed): Promise<Attempt> {
  const { webhook, payment, relayed, cause, pace } = followed
  const { outcome, sight } = relayed
  if (payment.verdict === 'failed' || outcome === 'REFUNDED') return { kind: 'done', outcome }
  const base = eventBase({ requestId: requestIdOf(webhook.id), deadline: parts.now() + pace.waitMs })
  // The tickets first, so that a quick scan does not stand before them; the cart also where they cannot be recorded.
  const tickets = await recordTickets(parts, { payment: payment.uuid, base, sight, cause }).finally(() =>
    emptyPaidCart(parts, { base, known: payment.known, cause }),
  )
  if (tickets !== 'missing') return { kind: 'done', outcome }
  const isLate =
    outcome !== 'PASSED_ON' && parts.now() - (sight.paidAt?.getTime() ?? 0) > pace.ticketsWithinMs
  return { kind: isLate ? 'parked' : 'later', reason: 'The payment is paid, and tickets are missing.' }
}
