// What this subgraph works with, put together once by createPayments and handed to every piece of it.
import type { BackendClient, ServiceAccount } from '@ticketing/backend-client'
import type { Commands, EventLog } from '@ticketing/event-log'
import { CodedError, type Database, type Log, type Metrics } from '@ticketing/service-kit'
import type { FileLinks } from '@ticketing/session'
import type { StartedPayments } from './started/started-payments.js'
import type { Intents } from './stripe/intents.js'
import type { WebhookPace } from './webhook/pace.js'

/** Where things are written down for the operator; service-kit's log fits. */
export interface PaymentsLog {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

/** What whoever starts the process hands in, and closes afterwards. */
export interface PaymentsDeps {
  readonly backend: Pick<BackendClient, 'send'>
  /** Null: lines, method and refunds of a payment cannot be told. */
  readonly serviceAccount: ServiceAccount | null
  /** Makes the links by which browsers open invoices. */
  readonly fileLinks: Pick<FileLinks, 'seal'>
  /** Holds the schema `payments`, migrated by `paymentsMigrations`. */
  readonly database: Pick<Database, 'query'>
  /** Where every command is recorded, and which lets one at a time through. */
  readonly eventLog: EventLog
  readonly metrics: Metrics
  readonly log: Log
  /** Epoch milliseconds. */
  readonly now: () => number
  /** A fresh UUID, for events that are recorded or sent to the backend. */
  readonly newId: () => string
  /** How webhooks are worked off, where that differs from WEBHOOK_PACE. */
  readonly webhookPace?: Partial<WebhookPace>
}

/** The secrets that this subgraph needs; null for what is not set: what needs it answers SERVICE_UNAVAILABLE. */
export interface PaymentsSecrets {
  /** What Stripe signs its webhooks to us with. */
  readonly stripeWebhookSecret: string | null
  /** What the backend believes webhooks with. */
  readonly ticketingWebhookSecret: string | null
}

/** All that finding out what became of a command takes. */
export interface SettlingParts extends Omit<PaymentsDeps, 'database' | 'metrics' | 'webhookPace'> {
  readonly started: StartedPayments
  /** Null without a Stripe key. */
  readonly intents: Intents | null
  readonly secrets: PaymentsSecrets
}

export interface PaymentsParts extends SettlingParts {
  /** One command at a time on one cart, payment or ticket, recorded before it is sent and after. */
  readonly commands: Commands
}

/** The part, or SERVICE_UNAVAILABLE naming the setting that is missing. */
export function required<Part>(part: Part | null, setting: string): Part {
  if (part !== null) return part
  throw new CodedError('SERVICE_UNAVAILABLE', 'This needs {setting}, which is not set on this server.', {
    values: { setting },
    extensions: { missing: setting },
  })
}
