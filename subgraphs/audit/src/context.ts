// What the resolvers of this subgraph are handed, made anew for each request.
import type { EventLog } from '@ticketing/event-log'
import type { SubgraphContext } from '@ticketing/subgraph-kit'
import type { ParkedWebhooks } from './webhook/parked-webhooks.js'

export interface AuditContext extends SubgraphContext {
  readonly eventLog: EventLog
  readonly parkedWebhooks: ParkedWebhooks
  /** Epoch milliseconds. */
  readonly now: () => number
  /** A fresh UUID. */
  readonly newId: () => string
}
