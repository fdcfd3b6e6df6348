/** A running double, and the real `stripe` package pointed at it. */
import Stripe from 'stripe'
import { type RunningStripeDouble, type StartStripeDoubleOptions, startStripeDouble } from '../start.js'

export const WEBHOOK_SECRET = 'whsec_of_the_tests'

export interface TestDouble extends RunningStripeDouble {
  readonly stripe: Stripe
}

export async function startTestDouble(options: Partial<StartStripeDoubleOptions> = {}): Promise<TestDouble> {
  const double = await startStripeDouble({
    port: 0,
    host: '127.0.0.1',
    webhookSecret: WEBHOOK_SECRET,
    ...options,
  })
  return { ...double, stripe: stripeClient(double.url) }
}

export function stripeClient(url: string, key = 'sk_test_of_the_tests'): Stripe {
  const { hostname, port } = new URL(url)
  return new Stripe(key, { host: hostname, port, protocol: 'http', telemetry: false })
}

/** The error with which a call of the package is refused. */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<InstanceType<typeof Stripe.errors.StripeError>> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof Stripe.errors.StripeError) return error
  throw new Error(`not refused by Stripe: ${String(error)}`)
}
