// The ticketing room's front door: the people, the products, the carts and the tickets of the ticketing REST API.
import type { BackendClient, ServiceAccount } from '@ticketing/backend-client'
import { createCommands, type EventLog } from '@ticketing/event-log'
import type { Log } from '@ticketing/service-kit'
import { createSubgraph, type Subgraph, type SubgraphDefinition } from '@ticketing/subgraph-kit'
import { EmailChangeResolver } from './account/email-change.resolver.js'
import { PasswordResolver } from './account/password.resolver.js'
import { RegistrationResolver } from './account/registration.resolver.js'
import { TwoFactorResolver } from './account/two-factor.resolver.js'
import { createAsk } from './backend/ask.js'
import { CartItemResolver, CartResolver, cartReference, StockShortageResolver } from './cart/cart.resolver.js'
import type { TicketingContext } from './context.js'
import { EmployeeResolver } from './employee/employee.resolver.js'
import { createKnownCatalogue } from './product/known-catalogue.js'
import { ProductResolver, productReference } from './product/product.resolver.js'
import { ProductEditResolver } from './product/product-edit.resolver.js'
import { SalesResolver } from './sales/sales.resolver.js'
import { ScanResolver } from './scan/scan.resolver.js'
import { ActiveSessionsResolver } from './session/active-sessions.resolver.js'
import { SessionResolver } from './session/session.resolver.js'
import { createSettlers } from './settling/settlers.js'
import type { CounterStore } from './throttle/counter-store.js'
import { createLoginThrottle } from './throttle/login-throttle.js'
import { AdminTicketsResolver } from './ticket/admin-tickets.resolver.js'
import {
  PaymentTicketsResolver,
  paymentReference,
  TicketResolver,
  ticketReference,
} from './ticket/ticket.resolver.js'
import { UserTicketsResolver } from './ticket/user-tickets.resolver.js'
import { ProfileResolver } from './user/profile.resolver.js'
import { UserResolver, userReference } from './user/user.resolver.js'
import { UsersResolver } from './user/users.resolver.js'

/** What composition and the permission table need of this subgraph; it runs nothing. */
export const ticketingDefinition: SubgraphDefinition<TicketingContext> = {
  name: 'ticketing',
  resolvers: [
    ProductResolver,
    ProductEditResolver,
    CartResolver,
    CartItemResolver,
    StockShortageResolver,
    SessionResolver,
    ActiveSessionsResolver,
    RegistrationResolver,
    PasswordResolver,
    EmailChangeResolver,
    TwoFactorResolver,
    UserResolver,
    ProfileResolver,
    UsersResolver,
    EmployeeResolver,
    UserTicketsResolver,
    TicketResolver,
    AdminTicketsResolver,
    PaymentTicketsResolver,
    ScanResolver,
    SalesResolver,
  ],
  references: {
    Product: productReference,
    Cart: cartReference,
    User: userReference,
    Ticket: ticketReference,
    Payment: paymentReference,
  },
}

export interface TicketingSettings {
  /** How long the backend's tokens live, and so our sessions. Default 1440, which is what it is set to. */
  readonly tokenMinutes?: number
  /** How many logins, registrations and reset mails together the backend lets through in a minute. Default 5, as it is set. */
  readonly loginsPerMinute?: number
  /** A refused login is answered after a whole number of these milliseconds, whatever the backend took. Default 500. */
  readonly refusalStepMs?: number
}

/** What the room is handed, and whoever hands it closes afterwards. */
export interface TicketingDeps
  extends Pick<TicketingContext, 'sessions' | 'locks' | 'fileLinks' | 'now' | 'newId'> {
  readonly backend: Pick<BackendClient, 'send'>
  readonly eventLog: EventLog
  /** Looks what became of commands that nobody heard the answer of; without one that stays unknown of most. */
  readonly serviceAccount?: ServiceAccount | null
  /** Counts logins together with other instances; without one this process counts for itself. */
  readonly counters?: CounterStore | null
  readonly log: Log
}

export interface Ticketing {
  readonly subgraph: Subgraph
  /** Settles what can be settled now of the commands that were left behind; how many were closed. */
  settle(): Promise<number>
}

/** Close the subgraph before the event log. */
export function createTicketing(
  { tokenMinutes = 1440, loginsPerMinute = 5, refusalStepMs = 500 }: TicketingSettings,
  deps: TicketingDeps,
): Ticketing {
  const {
    backend,
    eventLog,
    sessions,
    locks,
    fileLinks,
    serviceAccount = null,
    counters = null,
    log,
    now,
    newId,
  } = deps
  const settlers = createSettlers({ backend, serviceAccount, sessions, eventLog, log, now })
  const commands = createCommands({ eventLog, settlers, now, newId, log })
  const catalogue = createKnownCatalogue({ now })
  const throttle = createLoginThrottle({ perMinute: loginsPerMinute, store: counters, now })
  const subgraph = createSubgraph(ticketingDefinition, {
    log,
    close: () => commands.close(),
    contextOf: ({ call, loaders }) => ({
      call,
      loaders,
      ask: createAsk(backend, call),
      catalogue,
      sessions,
      commands,
      eventLog,
      locks,
      fileLinks,
      log,
      now,
      newId,
      tokenMinutes,
      throttle,
      refusalStepMs,
    }),
  })
  return { subgraph, settle: () => commands.settleAbandoned() }
}
