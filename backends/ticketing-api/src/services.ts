import type { Logger } from 'pino'
import type { SignedLinks } from './auth/signed-links.js'
import type { Database } from './database/connect.js'
import type { Guard } from './database/guard.js'
import type { FileStore } from './files/file-store.js'
import type { Mailer } from './mail/mailer.js'
import type { Stripe } from './payment/stripe.js'
import type { TicketingApiSettings } from './settings.js'

/** Time, chance, the network and the log: handed in, so that a test can choose them. */
export interface Dependencies {
  readonly now: () => Date
  readonly uuid: () => string
  readonly bytes: (size: number) => Buffer
  readonly fetch: typeof fetch
  readonly pause: (ms: number) => Promise<void>
  readonly log: Logger
}

/** What the rooms of the stand-in work with. */
export interface Services extends Dependencies {
  readonly settings: TicketingApiSettings
  readonly db: Database
  readonly guard: Guard
  readonly files: FileStore
  readonly mail: Mailer
  readonly stripe: Stripe
  readonly links: SignedLinks
}
