// The only reader of the environment of the ticketing subgraph when it runs alone.
import { databaseUrl, httpUrl, logLevel, readSettings, redisUrl } from '@ticketing/service-kit'
import { rotatingSecret } from '@ticketing/session'
import { z } from 'zod'

/** How long public answers of the catalogue are kept, in seconds. */
export const catalogueCacheSeconds = z.coerce
  .number({ error: 'must be a number of seconds' })
  .int('must be whole seconds')
  .min(0, 'must be 0 or more')
  .max(60, 'must be 60 or less')
  .default(0)

/** Logins, registrations and reset mails that the backend lets through in a minute, all together. */
export const loginThrottle = z.coerce
  .number({ error: 'must be a number' })
  .int('must be a whole number')
  .min(1, 'must be 1 or more')
  .default(5)

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4003),
  HOST: z.string().min(1).default('127.0.0.1'),
  SUBGRAPH_SECRET: rotatingSecret,
  SESSION_SECRET: rotatingSecret,
  TICKETING_API_URL: httpUrl,
  /** An admin of the backend, who looks what became of commands that nobody heard the answer of. */
  TICKETING_SERVICE_EMAIL: z.string().min(1).optional(),
  TICKETING_SERVICE_PASSWORD: z.string().min(1).optional(),
  CATALOGUE_CACHE_SECONDS: catalogueCacheSeconds,
  LOGIN_THROTTLE: loginThrottle,
  /** Counts logins together with other instances. */
  REDIS_URL: redisUrl.optional(),
  DATABASE_URL: databaseUrl,
  /** The owner's, for migrations; without one the tables must stand already. */
  DATABASE_MIGRATION_URL: databaseUrl.optional(),
  LOG_LEVEL: logLevel.default('info'),
})

/** What this process was told. */
export type ProcessSettings = Readonly<z.infer<typeof schema>>

/** Throws SettingsError with every fault at once. */
export function loadSettings(env: NodeJS.ProcessEnv): ProcessSettings {
  return readSettings(schema, env)
}
