// The only reader of the environment of the ticketing subgraph when it runs alone.
import { readSettings } from '@ticketing/service-kit'
import { z } from 'zod'

const secret = z.string().min(16, 'must have at least 16 characters')
const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ })

/** How long public answers of the catalogue are kept, in seconds. */
export const catalogueCacheSeconds = z.coerce
  .number({ error: 'must be a number of seconds' })
  .int('must be whole seconds')
  .min(0, 'must be 0 or more')
  .max(60, 'must be 60 or less')
  .default(0)

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4003),
  HOST: z.string().min(1).default('127.0.0.1'),
  SUBGRAPH_SECRET: secret,
  SESSION_SECRET: secret,
  TICKETING_API_URL: z.url({ protocol: /^https?$/ }),
  CATALOGUE_CACHE_SECONDS: catalogueCacheSeconds,
  DATABASE_URL: databaseUrl,
  /** The owner's, for migrations; without one the tables must stand already. */
  DATABASE_MIGRATION_URL: databaseUrl.optional(),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
})

/** What this process was told. */
export type ProcessSettings = Readonly<z.infer<typeof schema>>

/** Throws SettingsError with every fault at once. */
export function loadSettings(env: NodeJS.ProcessEnv): ProcessSettings {
  return readSettings(schema, env)
}
