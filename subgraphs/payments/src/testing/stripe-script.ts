// Just enough of Stripe: intents that can be read, re-priced and cancelled.
import { type Asked, type Reply, type ScriptedServer, startScriptedServer } from './scripted-server.js'

export interface ScriptedIntent {
  id: string
  amount: number
  status: 'requires_payment_method' | 'succeeded' | 'canceled'
}

export interface StripeScript extends ScriptedServer {
  readonly intents: Map<string, ScriptedIntent>
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
  const fail: { status: number | null } = { status: null }
  const on = (work: (intent: ScriptedIntent, asked: Asked) => Reply) => (asked: Asked) => {
    if (fail.status !== null) return { status: fail.status, body: { error: { type: 'api_error' } } }
    const intent = intents.get(asked.match[0] ?? '')
    return intent ? work(intent, asked) : { status: 404, body: { error: { type: 'invalid_request_error' } } }
  }
  const server = await startScriptedServer({
    'GET /v1/payment_intents/([^/]+)': on((intent) => shown(intent)),
    'POST /v1/payment_intents/([^/]+)': on((intent, { text }) => {
      if (intent.status !== 'requires_payment_method') return unexpectedState
      intent.amount = Number(new URLSearchParams(text).get('amount') ?? intent.amount)
      return shown(intent)
    }),
    'POST /v1/payment_intents/([^/]+)/cancel': on((intent) => {
      if (intent.status === 'succeeded') return unexpectedState
      intent.status = 'canceled'
      return shown(intent)
    }),
  })
  const open = (id: string, amount: number) => {
    const intent: ScriptedIntent = { id, amount, status: 'requires_payment_method' }
    intents.set(id, intent)
    return intent
  }
  return Object.assign(server, { intents, open, fail })
}
