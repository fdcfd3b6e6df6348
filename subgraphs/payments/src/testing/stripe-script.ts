// Just enough of Stripe: intents that can be read, re-priced and cancelled, and refunds.
import { type Asked, type Reply, type ScriptedServer, startScriptedServer } from './scripted-server.js'

export interface ScriptedIntent {
  id: string
  amount: number
  status: 'requires_payment_method' | 'processing' | 'succeeded' | 'canceled'
}

export interface ScriptedRefund {
  payment_intent: string
  amount: number
  status: 'succeeded' | 'failed'
  /** The idempotency key it came with; null for the backend's, which has none. */
  key: string | null
}

export interface StripeScript extends ScriptedServer {
  readonly intents: Map<string, ScriptedIntent>
  readonly refunds: ScriptedRefund[]
  open(id: string, amount: number): ScriptedIntent
  /** Every call is answered with this status until it is null again. */
  fail: { status: number | null }
}

const shown = (intent: ScriptedIntent): Reply => ({
  status: 200,
  body: { ...intent, object: 'payment_intent', currency: 'eur', metadata: {} },
})

const unexpectedState: Reply = {
  status: 400,
  body: {
    error: {
      type: 'invalid_request_error',
      code: 'payment_intent_unexpected_state',
      message: 'The intent is in another state.',
    },
  },
}

export async function startStripeScript(): Promise<StripeScript> {
  const intents = new Map<string, ScriptedIntent>()
  const refunds: ScriptedRefund[] = []
  const fail: { status: number | null } = { status: null }
  const on = (work: (intent: ScriptedIntent, asked: Asked) => Reply) => (asked: Asked) => {
    if (fail.status !== null) return { status: fail.status, body: { error: { type: 'api_error' } } }
    const intent = intents.get(asked.match[0] ?? '')
    return intent ? work(intent, asked) : { status: 404, body: { error: { type: 'invalid_request_error' } } }
  }
  const list = ({ query }: Asked): Reply => {
    const of = refunds.filter(({ payment_intent }) => payment_intent === query.get('payment_intent'))
    return { status: 200, body: { object: 'list', has_more: false, url: '/v1/refunds', data: of } }
  }
  const giveBack = ({ text, headers }: Asked): Reply => {
    const form = new URLSearchParams(text)
    const key = String(headers['idempotency-key'])
    const payment_intent = form.get('payment_intent') ?? ''
    const refund = { payment_intent, amount: Number(form.get('amount')), status: 'succeeded' as const, key }
    if (!refunds.some((known) => known.key === key)) refunds.push(refund)
    return { status: 200, body: refund }
  }
  const unlessFailing = (work: (asked: Asked) => Reply) => (asked: Asked) =>
    fail.status === null ? work(asked) : { status: fail.status, body: { error: { type: 'api_error' } } }

  const server = await startScriptedServer({
    'GET /v1/refunds': unlessFailing(list),
    'POST /v1/refunds': unlessFailing(giveBack),
    'GET /v1/payment_intents/([^/]+)': on((intent) => shown(intent)),
    'POST /v1/payment_intents/([^/]+)': on((intent, { text }) => {
      if (intent.status !== 'requires_payment_method') return unexpectedState
      intent.amount = Number(new URLSearchParams(text).get('amount') ?? intent.amount)
      return shown(intent)
    }),
    'POST /v1/payment_intents/([^/]+)/cancel': on((intent) => {
      if (intent.status !== 'requires_payment_method') return unexpectedState
      intent.status = 'canceled'
      return shown(intent)
    }),
  })
  const open = (id: string, amount: number) => {
    const intent: ScriptedIntent = { id, amount, status: 'requires_payment_method' }
    intents.set(id, intent)
    return intent
  }
  return Object.assign(server, { intents, refunds, open, fail })
}
