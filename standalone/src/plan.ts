// What the settings mean: which parts start here, with which secrets. Pure, so that it can be read and tested.
import type { Secrets } from './secrets.js'
import type { StandaloneSettings } from './settings.js'

const STAND_IN_ADMIN = { email: 'admin@example.test', password: 'Demo-Password-2024!' }

/** Decided before anything starts. */
export interface Plan {
  /** Whether the stand-in and the Stripe double start. */
  readonly backends: boolean
  readonly serviceAccount: { readonly email: string; readonly password: string } | null
  readonly sessionSecret: string
  readonly subgraphSecret: string
  readonly stripeSecretKey: string | null
  readonly stripeWebhookSecret: string | null
  readonly ticketingWebhookSecret: string | null
}

export function makePlan(settings: StandaloneSettings, secrets: Secrets): Plan {
  const backends = settings.TICKETING_API_URL === undefined
  const { TICKETING_SERVICE_EMAIL: email, TICKETING_SERVICE_PASSWORD: password } = settings
  const named = email !== undefined && password !== undefined ? { email, password } : null
  return {
    backends,
    serviceAccount: named ?? (backends ? STAND_IN_ADMIN : null),
    sessionSecret: settings.SESSION_SECRET ?? secrets.session,
    subgraphSecret: settings.SUBGRAPH_SECRET ?? secrets.subgraph,
    stripeSecretKey: settings.STRIPE_SECRET_KEY ?? (backends ? 'sk_test_standalone' : null),
    stripeWebhookSecret: settings.STRIPE_WEBHOOK_SECRET ?? (backends ? secrets.stripeWebhook : null),
    ticketingWebhookSecret: settings.TICKETING_WEBHOOK_SECRET ?? (backends ? secrets.ticketingWebhook : null),
  }
}
