// The subgraphs inside this process: no HTTP and no JSON between the gateway and them.
import { randomUUID } from 'node:crypto'
import type { StripeWebhook, SubgraphTransport } from '@ticketing/gateway'
import type { Log } from '@ticketing/service-kit'
import { createCurrency } from '@ticketing/subgraph-currency'
import { createPayments, type PaymentsSettings } from '@ticketing/subgraph-payments'
import { createTicketing } from '@ticketing/subgraph-ticketing'
import type { SharedParts } from './shared-parts.js'

/** What the gateway is handed, whichever transport there is. */
export interface Subgraphs {
  readonly transports: ReadonlyMap<string, SubgraphTransport>
  readonly stripeWebhook: StripeWebhook
}

export async function createSubgraphsInProcess(
  payments: PaymentsSettings,
  parts: SharedParts,
  { log, now }: { readonly log: Log; readonly now: () => number },
): Promise<Subgraphs> {
  const paymentsRoom = createPayments(payments, { ...parts, log, now, newId: randomUUID })
  const all = [
    createTicketing({}, { ...parts, log, now }),
    paymentsRoom.subgraph,
    await createCurrency({}, { log, now }),
  ]
  return {
    transports: new Map(all.map((subgraph) => [subgraph.name, subgraph])),
    stripeWebhook: (body, headers) => paymentsRoom.stripeWebhook({ body, headers }),
  }
}
