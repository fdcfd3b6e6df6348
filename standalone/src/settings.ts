// The only reader of the environment of `npm start`. Everything is optional outside production.
import { accountCheckSeconds, gatewaySettings } from '@ticketing/gateway'
import { databaseUrl, httpUrl, logLevel, readSettings } from '@ticketing/service-kit'
import { rotatingSecret } from '@ticketing/session'
import { reconcileMinutes } from '@ticketing/subgraph-audit'
import { catalogueCacheSeconds, loginThrottle } from '@ticketing/subgraph-ticketing'
import { z } from 'zod'

// The seven ports after it are for the other parts; 0 takes free ones.
const port = z.coerce
  .number({ error: 'must be a number' })
  .int('must be a whole number')
  .min(0, 'must be 0 or more')
  .max(65_528, 'must be 65528 or less')

const REQUIRED_IN_PRODUCTION = [
  'TICKETING_API_URL',
  'DATABASE_URL',
  'SESSION_SECRET',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
] as const

// What the gateway reads too is checked as it checks it.
const schema = gatewaySettings
  .extend({
    PORT: port.default(4000),
    DATA_DIR: z.string().min(1).default('.data'),
    DATABASE_URL: databaseUrl.optional(),
    DATABASE_MIGRATION_URL: databaseUrl.optional(),
    TICKETING_API_URL: httpUrl.optional(),
    TICKETING_SERVICE_EMAIL: z.email().optional(),
    TICKETING_SERVICE_PASSWORD: z.string().min(1).optional(),
    TICKETING_WEBHOOK_SECRET: z.string().min(1).optional(),
    SESSION_SECRET: rotatingSecret.optional(),
    STRIPE_SECRET_KEY: z.string().min(1).optional(),
    STRIPE_WEBHOOK_SECRET: z.string().min(1).optional(),
    STRIPE_API_BASE: httpUrl.optional(),
    CATALOGUE_CACHE_SECONDS: catalogueCacheSeconds,
    SUBGRAPH_TRANSPORT: z.enum(['in-process', 'http']).default('in-process'),
    SUBGRAPH_SECRET: rotatingSecret.optional(),
    LOGIN_THROTTLE: loginThrottle,
    ACCOUNT_CHECK_SECONDS: accountCheckSeconds,
    RECONCILE_MINUTES: reconcileMinutes,
    FAITHFUL_RACES: z.stringbool().default(false),
    LOG_LEVEL: logLevel.default('warn'),
  })
  .superRefine((settings, context) => {
    if (settings.NODE_ENV === 'production') {
      for (const name of REQUIRED_IN_PRODUCTION) {
        if (settings[name] === undefined) {
          context.addIssue({ code: 'custom', path: [name], message: 'is required in production' })
        }
      }
    }
    if (
      (settings.TICKETING_SERVICE_EMAIL === undefined) !==
      (settings.TICKETING_SERVICE_PASSWORD === undefined)
    ) {
      context.addIssue({
        code: 'custom',
        path: ['TICKETING_SERVICE_EMAIL'],
        message: 'and TICKETING_SERVICE_PASSWORD go together',
      })
    }
    if (settings.TICKETING_API_URL !== undefined && settings.STRIPE_SECRET_KEY === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['STRIPE_SECRET_KEY'],
        message: 'is needed with TICKETING_API_URL: the Stripe double belongs to the stand-in',
      })
    }
  })

/** What `npm start` was told, frozen. */
export type StandaloneSettings = Readonly<z.infer<typeof schema>>

/** Throws SettingsError with every fault at once. */
export const loadSettings = (env: NodeJS.ProcessEnv): StandaloneSettings => readSettings(schema, env)
