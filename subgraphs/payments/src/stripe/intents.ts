// Stripe's payment intents, as far as this subgraph touches them. The backend opens and refunds them; we correct and
// cancel.
import { type Amount } from '@ticketing/money'
import { CodedError } from '@ticketing/service-kit'
import { Stripe } from 'stripe'

/** `open`: the customer can still pay it. `processing`: he pays it, which may yet fail. `taken`: Stripe has the money. */
export interface Intent {
  readonly id: string
  /** In the minor units of its currency. */
  readonly minorUnits: bigint
  readonly state: 'open' | 'processing' | 'taken' | 'cancelled'
}

export interface Intents {
  read(id: string, deadline: number): Promise<Intent>
  /** Sets what the customer will be charged. CONFLICT when he has paid meanwhile. */
  correctAmount(id: string, amount: Amount, deadline: number): Promise<void>
  /** Nobody can pay it afterwards. CONFLICT when it has been paid. */
  cancel(id: string, deadline: number): Promise<void>
  /** All that was given back of it, also what is still under way, in minor units; 0 for one that Stripe does not have. */
  readRefunded(id: string, deadline: number): Promise<bigint>
  /** Gives money back, once for each key. */
  giveBack(
    id: string,
    amount: Amount,
    options: { readonly idempotencyKey: string; readonly deadline: number },
  ): Promise<void>
}

export interface StripeOptions {
  readonly secretKey: string
  /** `http://127.0.0.1:4002` for the double; null for Stripe itself. */
  readonly apiBase: string | null
  readonly now: () => number
}

const MAX_TIMEOUT_MS = 15_000
// Far more than one payment can have.
const MAX_REFUNDS = 1000

function createClient({ secretKey, apiBase }: StripeOptions): Stripe {
  const base = apiBase === null ? null : new URL(apiBase)
  return new Stripe(secretKey, {
    apiVersion: '2026-10-28.endive',
    timeout: MAX_TIMEOUT_MS,
    telemetry: false,
    ...(base && {
      protocol: base.protocol === 'http:' ? ('http' as const) : ('https' as const),
      host: base.hostname,
      ...(base.port !== '' && { port: base.port }),
    }),
  })
}

function toState(status: Stripe.PaymentIntent.Status): Intent['state'] {
  switch (status) {
    case 'succeeded':
      return 'taken'
    case 'processing':
    case 'requires_capture':
      return 'processing'
    case 'canceled':
      return 'cancelled'
    default:
      return 'open'
  }
}

const toIntent = (intent: Stripe.PaymentIntent): Intent => ({
  id: intent.id,
  minorUnits: BigInt(intent.amount),
  state: toState(intent.status),
})

// A refund that did not reach the customer's bank stays in the list.
const sumOf = (refunds: readonly Stripe.Refund[]): bigint =>
  refunds
    .filter(({ status }) => status !== 'failed' && status !== 'canceled')
    .reduce((sum, refund) => sum + BigInt(refund.amount), 0n)

function noneWhereMissing(fault: unknown): Stripe.Refund[] {
  if (fault instanceof Error && 'code' in fault && fault.code === 'resource_missing') return []
  throw fault
}

/** What Stripe said, without its texts: they may name keys and accounts. */
export function toStripeFailure(fault: unknown): CodedError {
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : 'unknown'
  const operatorMessage = `Stripe: ${code} ${fault instanceof Error ? fault.name : ''}`.trim()
  if (code === 'payment_intent_unexpected_state') {
    const message = 'This payment has just been made or given up; look at it again.'
    return new CodedError('CONFLICT', message, { operatorMessage, cause: fault })
  }
  const message = 'The card processor does not answer at present; nothing was charged.'
  return new CodedError('SERVICE_UNAVAILABLE', message, { operatorMessage, cause: fault })
}

/** Retries are safe here: all but giving back may happen twice, and that has a key; the library sends keys too. */
export function createIntents(options: StripeOptions): Intents {
  const stripe = createClient(options)
  const within = (deadline: number) => ({
    timeout: Math.max(1, Math.min(MAX_TIMEOUT_MS, deadline - options.now())),
    maxNetworkRetries: 1,
  })
  const guarded = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } catch (fault) {
      throw toStripeFailure(fault)
    }
  }
  return {
    read: async (id, deadline) =>
      toIntent(await guarded(stripe.paymentIntents.retrieve(id, {}, within(deadline)))),
    correctAmount: async (id, amount, deadline) => {
      const change = { amount: Number(amount.minorUnits) }
      await guarded(stripe.paymentIntents.update(id, change, within(deadline)))
    },
    cancel: async (id, deadline) => {
      await guarded(stripe.paymentIntents.cancel(id, {}, within(deadline)))
    },
    async readRefunded(id, deadline) {
      const list = stripe.refunds.list({ payment_intent: id, limit: 100 }, within(deadline))
      return sumOf(await guarded(list.autoPagingToArray({ limit: MAX_REFUNDS }).catch(noneWhereMissing)))
    },
    async giveBack(id, { minorUnits }, { idempotencyKey, deadline }) {
      const refund = { payment_intent: id, amount: Number(minorUnits) }
      await guarded(stripe.refunds.create(refund, { ...within(deadline), idempotencyKey }))
    },
  }
}
