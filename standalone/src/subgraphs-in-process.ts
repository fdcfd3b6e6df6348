// The subgraphs inside this process: no HTTP and no JSON between the gateway and them.
import { randomUUID } from 'node:crypto'
import type { StripeWebhook, SubgraphTransport } from '@ticketing/gateway'
import type { Log, Stop } from '@ticketing/service-kit'
import { createAudit } from '@ticketing/subgraph-audit'
import { createCurrency } from '@ticketing/subgraph-currency'
import { createPayments, type PaymentsSettings } from '@ticketing/subgraph-payments'
import { createTicketing, openCounterStore } from '@ticketing/subgraph-ticketing'
import type { StandaloneSettings } from './settings.js'
import type { SharedParts } from './shared-parts.js'

/** What the gateway is handed, whichever transport there is. */
export interface Subgraphs {
  readonly transports: ReadonlyMap<string, SubgraphTransport>
  readonly stripeWebhook: StripeWebhook
}

interface InProcessBase {
  readonly settings: Pick<StandaloneSettings, 'LOGIN_THROTTLE' | 'REDIS_URL' | 'RECONCILE_MINUTES'>
  readonly log: Log
  readonly now: () => number
  readonly stop: Stop
}

export async function createSubgraphsInProcess(
  payments: PaymentsSettings,
  parts: SharedParts,
  { settings, log, now, stop }: InProcessBase,
): Promise<Subgraphs> {
  const counters = settings.REDIS_URL === undefined ? null : openCounterStore(settings.REDIS_URL, log)
  stop.on('counters', async () => counters?.close())
  const paymentsRoom = createPayments(payments, { ...parts, log, now, newId: randomUUID })
  const ticketing = createTicketing(
    { loginsPerMinute: settings.LOGIN_THROTTLE },
    { ...parts, counters, log, now, newId: randomUUID },
  )
  const audit = createAudit(
    { reconcileMinutes: settings.RECONCILE_MINUTES },
    { ...parts, log, now, newId: randomUUID },
  )
  const all = [
    ticketing.subgraph,
    paymentsRoom.subgraph,
    await createCurrency({}, { log, now }),
    audit.subgraph,
  ]
  for (const subgraph of all) stop.on(`subgraph ${subgraph.name}`, () => subgraph.close())
  return {
    transports: new Map(all.map((subgraph) => [subgraph.name, subgraph])),
    stripeWebhook: (body, headers) => paymentsRoom.stripeWebhook({ body, headers }),
  }
}
