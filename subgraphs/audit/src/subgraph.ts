// The front door of the audit subgraph: what happened, for admins and for the owners of things.
import { setTimeout as pause } from 'node:timers/promises'
import type { BackendClient, ServiceAccount } from '@ticketing/backend-client'
import type { EventLog } from '@ticketing/event-log'
import type { Database, Locks, Log } from '@ticketing/service-kit'
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
import { startBackground } from './reconcile/background.js'
import { createReconciler, type Reconciler } from './reconcile/reconciler.js'
import { RefusalResolver } from './refusal/refusal.resolver.js'
import { TrailResolver } from './trail/trail.resolver.js'
import { createParkedWebhooks } from './webhook/parked-webhooks.js'
import { WebhookResolver } from './webhook/webhook.resolver.js'

const MINUTE_MS = 60_000
/** The backend has other things to do. */
const PAGE_EVERY_MS = 500

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

export interface AuditSettings {
  /** How often the log is compared with the backend by itself, in minutes; 0: never. */
  readonly reconcileMinutes: number
}

/** What the room is handed, and whoever hands it in closes afterwards. */
export interface AuditDeps {
  readonly eventLog: EventLog
  readonly backend: Pick<BackendClient, 'send'>
  /** Null: what happens behind our back is not seen. */
  readonly serviceAccount: ServiceAccount | null
  /** Holds the schema `audit`, migrated by `auditMigrations`. */
  readonly database: Pick<Database, 'query'>
  readonly locks: Pick<Locks, 'withLock'>
  readonly log: Log
  /** Epoch milliseconds. */
  readonly now: () => number
  /** A fresh UUID. */
  readonly newId: () => string
}

/** The subgraph, and what compares the log with the backend; null without a service account. */
export interface Audit {
  readonly subgraph: Subgraph
  readonly reconciler: Reconciler | null
}

function createRoomReconciler(deps: AuditDeps): Reconciler | null {
  const { serviceAccount } = deps
  if (serviceAccount === null) return null
  const wait = (ms: number, signal: AbortSignal) => pause(ms, undefined, { signal })
  return createReconciler({ ...deps, serviceAccount, wait, pageEveryMs: PAGE_EVERY_MS })
}

/** Compares in the background until the subgraph is closed. */
export function createAudit({ reconcileMinutes }: AuditSettings, deps: AuditDeps): Audit {
  const { eventLog, log, now, newId } = deps
  const parkedWebhooks = createParkedWebhooks(eventLog)
  const reconciler = createRoomReconciler(deps)
  const background =
    reconciler !== null && reconcileMinutes > 0
      ? startBackground({ reconciler, everyMs: reconcileMinutes * MINUTE_MS, log })
      : null
  const subgraph = createSubgraph(auditDefinition, {
    log,
    contextOf: ({ call, loaders }) => ({ call, loaders, eventLog, parkedWebhooks, now, newId }),
    close: async () => background?.close(),
  })
  return { subgraph, reconciler }
}
