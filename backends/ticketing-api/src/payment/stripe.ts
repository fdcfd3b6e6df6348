/** The two things that are asked of Stripe. Amounts are cents. */
export interface Stripe {
  /** @throws StripeRefusal */
  createIntent(order: {
    readonly cents: number
    readonly metadata: Readonly<Record<string, string>>
  }): Promise<{ readonly id: string; readonly clientSecret: string }>
  /** @throws StripeRefusal */
  refund(intent: string, cents: number): Promise<void>
}

/** Stripe said no, said something odd, or could not be reached in time. */
export class StripeRefusal extends Error {
  constructor(reason: string) {
    super(`Stripe: ${reason}`)
    this.name = 'StripeRefusal'
  }
}

interface StripeAccess {
  readonly apiBase: string
  readonly secretKey: string
  readonly fetch: typeof fetch
}

const deadlineMs = 10_000

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** Plain form-encoded calls of Stripe's REST API. */
export const createStripe = (access: StripeAccess): Stripe => {
  const post = async (path: string, form: Readonly<Record<string, string>>) => {
    const response = await access
      .fetch(`${access.apiBase.replace(/\/$/, '')}${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${access.secretKey}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams(form).toString(),
        signal: AbortSignal.timeout(deadlineMs),
      })
      .catch((error: unknown) => {
        throw new StripeRefusal(error instanceof Error ? error.name : 'unreachable')
      })
    const answer: unknown = await response.json().catch(() => undefined)
    if (!response.ok || !isRecord(answer)) throw new StripeRefusal(`status ${response.status}`)
    return answer
  }
  return {
    createIntent: async ({ cents, metadata }) => {
      const labels = Object.entries(metadata).map(([key, value]) => [`metadata[${key}]`, value])
      const intent = await post('/v1/payment_intents', {
        amount: String(cents),
        currency: 'eur',
        ...Object.fromEntries(labels),
      })
      const { id, client_secret: clientSecret } = intent
      if (typeof id !== 'string' || typeof clientSecret !== 'string')
        throw new StripeRefusal('an intent without id or secret')
      return { id, clientSecret }
    },
    refund: async (intent, cents) => {
      await post('/v1/refunds', { payment_intent: intent, amount: String(cents) })
    },
  }
}
