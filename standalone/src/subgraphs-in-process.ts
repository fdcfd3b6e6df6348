// The subgraphs inside this process: no HTTP and no JSON between the gateway and them.
import type { StripeWebhook, SubgraphTransport } from '@ticketing/gateway'
import type { PaymentsSettings } from '@ticketing/subgraph-payments'
import { createRooms, type RoomsBase } from './rooms.js'
import type { SharedParts } from './shared-parts.js'

/** What the gateway is handed, whichever transport there is. */
export interface Subgraphs {
  readonly transports: ReadonlyMap<string, SubgraphTransport>
  readonly stripeWebhook: StripeWebhook
}

export async function createSubgraphsInProcess(
  settings: PaymentsSettings,
  parts: SharedParts,
  base: RoomsBase,
): Promise<Subgraphs> {
  const rooms = await createRooms(settings, parts, base)
  const all = Object.values(rooms).map(({ subgraph }) => subgraph)
  return {
    transports: new Map(all.map((subgraph) => [subgraph.name, subgraph])),
    stripeWebhook: (body, headers) => rooms.payments.stripeWebhook({ body, headers }),
  }
}
