// The only reader of this process's environment.
import { databaseUrl, httpUrl, logLevel, readSettings } from '@ticketing/service-kit'
import { rotatingSecret } from '@ticketing/session'
import { z } from 'zod'
import type { PaymentsSecrets } from './parts.js'

/** What createPayments needs to know; null for what is not set. */
export interface PaymentsSettings extends PaymentsSecrets {
  /** The key of started payments at rest is derived from it. */
  readonly sessionSecret: string
  readonly stripeSecretKey: string | null
  /** `http://127.0.0.1:4002` for the double; null for Stripe itself. */
  readonly stripeApiBase: string | null
}

const optional = z
  .string()
  .optional()
  .transform((text) => text ?? null)

const environment = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(4004),
    HOST: z.string().default('127.0.0.1'),
    SUBGRAPH_SECRET: rotatingSecret,
    SESSION_SECRET: rotatingSecret,
    TICKETING_API_URL: httpUrl,
    DATABASE_URL: databaseUrl,
    DATABASE_MIGRATION_URL: databaseUrl.optional(),
    TICKETING_SERVICE_EMAIL: optional,
    TICKETING_SERVICE_PASSWORD: optional,
    TICKETING_WEBHOOK_SECRET: optional,
    STRIPE_SECRET_KEY: optional,
    STRIPE_WEBHOOK_SECRET: optional,
    STRIPE_API_BASE: httpUrl.optional(),
    LOG_LEVEL: logLevel.default('info'),
    NODE_ENV: z.string().optional(),
  })
  .superRefine((env, context) => {
    if (env.NODE_ENV !== 'production') return
    for (const name of ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'] as const) {
      if (env[name] === null) {
        context.addIssue({ code: 'custom', path: [name], message: 'is required in production' })
      }
    }
  })

/** Everything that this subgraph alone, over HTTP, is started with. */
export interface ProcessSettings {
  readonly port: number
  readonly host: string
  readonly logLevel: string
  readonly subgraphSecret: string
  readonly apiUrl: string
  readonly databaseUrl: string
  /** The owner's, for migrations; without one the tables must stand already. */
  readonly migrationUrl: string | null
  readonly serviceAccount: { readonly email: string; readonly password: string } | null
  readonly payments: PaymentsSettings
}

/** Throws SettingsError with every fault at once. */
export function loadSettings(env: NodeJS.ProcessEnv): ProcessSettings {
  const read = readSettings(environment, env)
  const { TICKETING_SERVICE_EMAIL: email, TICKETING_SERVICE_PASSWORD: password } = read
  return Object.freeze({
    port: read.PORT,
    host: read.HOST,
    logLevel: read.LOG_LEVEL,
    subgraphSecret: read.SUBGRAPH_SECRET,
    apiUrl: read.TICKETING_API_URL,
    databaseUrl: read.DATABASE_URL,
    migrationUrl: read.DATABASE_MIGRATION_URL ?? null,
    serviceAccount: email !== null && password !== null ? { email, password } : null,
    payments: {
      sessionSecret: read.SESSION_SECRET,
      stripeSecretKey: read.STRIPE_SECRET_KEY,
      stripeApiBase: read.STRIPE_API_BASE ?? null,
      stripeWebhookSecret: read.STRIPE_WEBHOOK_SECRET,
      ticketingWebhookSecret: read.TICKETING_WEBHOOK_SECRET,
    },
  })
}
