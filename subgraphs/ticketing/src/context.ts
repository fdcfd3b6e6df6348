// What the resolvers of this subgraph are handed, made anew for each request.
import type { Commands, EventLog } from '@ticketing/event-log'
import type { Locks } from '@ticketing/service-kit'
import type { FileLinks, Sessions } from '@ticketing/session'
import type { SubgraphContext } from '@ticketing/subgraph-kit'
import type { Ask } from './backend/ask.js'
import type { KnownCatalogue } from './product/known-catalogue.js'
import type { LoginThrottle } from './throttle/login-throttle.js'

export interface TicketingContext extends SubgraphContext {
  /** REST calls on behalf of the caller. */
  readonly ask: Ask
  readonly catalogue: KnownCatalogue
  readonly sessions: Pick<
    Sessions,
    'start' | 'end' | 'endAllOf' | 'endAllOfEmail' | 'endAllWith' | 'setRole' | 'activeOf'
  >
  /** Records what is done to carts, tickets, products, sessions and roles, one command at a time. */
  readonly commands: Pick<Commands, 'run' | 'record'>
  readonly eventLog: Pick<EventLog, 'readStream'>
  /** For what has no history: accounts, and products that are being created. */
  readonly locks: Pick<Locks, 'withLock'>
  /** Makes links to files that a browser can open without a token. */
  readonly fileLinks: Pick<FileLinks, 'seal'>
  readonly log: { warn(facts: object, message: string): void }
  /** Epoch milliseconds. */
  readonly now: () => number
  /** A new UUID. */
  readonly newId: () => string
  /** How long a token of the backend lives, and so a session. */
  readonly tokenMinutes: number
  /** Keeps within what the backend lets through of logins and the like. */
  readonly throttle: LoginThrottle
  /** A refused login is answered after a whole number of these milliseconds. */
  readonly refusalStepMs: number
}
