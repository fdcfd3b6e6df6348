// The front door of the audit subgraph: what happened, for admins and for the owners of things.
import type { EventLog } from '@ticketing/event-log'
import type { Log } from '@ticketing/service-kit'
import { createSubgraph, type Subgraph, type SubgraphDefinition } from '@ticketing/subgraph-kit'
import type { AuditContext } from './context.js'
import { Cart } from './history/cart.type.js'
import {
  CartHistoryResolver,
  PaymentHistoryResolver,
  TicketHistoryResolver,
} from './history/history.resolver.js'
import { Payment } from './history/payment.type.js'
import { Ticket } from './history/ticket.type.js'
import { RefusalResolver } from './refusal/refusal.resolver.js'
import { TrailResolver } from './trail/trail.resolver.js'
import { createParkedWebhooks } from './webhook/parked-webhooks.js'
import { WebhookResolver } from './webhook/webhook.resolver.js'

/** What composition and the permission table need of this subgraph; it runs nothing. */
export const auditDefinition: SubgraphDefinition<AuditContext> = {
  name: 'audit',
  resolvers: [
    TrailResolver,
    WebhookResolver,
    RefusalResolver,
    PaymentHistoryResolver,
    TicketHistoryResolver,
    CartHistoryResolver,
  ],
  orphanedTypes: [Ticket, Cart],
  references: {
    Payment: (representation) => Payment.of(representation),
    Ticket: (representation) => Ticket.of(representation),
    Cart: ({ id }) => Cart.of(String(id)),
  },
}

/** What the room is handed. */
export interface AuditDeps {
  readonly eventLog: EventLog
  readonly log: Log
  /** Epoch milliseconds. */
  readonly now: () => number
  /** A fresh UUID. */
  readonly newId: () => string
}

export function createAudit({ eventLog, log, now, newId }: AuditDeps): Subgraph {
  const parkedWebhooks = createParkedWebhooks(eventLog)
  return createSubgraph(auditDefinition, {
    log,
    contextOf: ({ call, loaders }) => ({ call, loaders, eventLog, parkedWebhooks, now, newId }),
  })
}
