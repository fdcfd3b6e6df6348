import type { Asker } from '@ticketing/event-log'

/** Stripe, as the one on whose behalf an event is worked off. */
export const asStripe = (requestId: string): Asker => ({
  actor: { id: 'stripe', role: 'SYSTEM' },
  client: null,
  requestId,
  traceparent: null,
})

/** The same for all that one event of Stripe leads to. */
export const requestIdOf = (webhookId: string): string =>
  `stripe-${webhookId.replace(/[^\w-]/g, '').slice(0, 100)}`
