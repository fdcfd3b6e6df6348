// The only reader of the environment of the audit subgraph when it runs alone.
import { databaseUrl, httpUrl, logLevel, readSettings } from '@ticketing/service-kit'
import { rotatingSecret } from '@ticketing/session'
import { z } from 'zod'

/** How often the log is compared with the backend by itself. */
export const reconcileMinutes = z.coerce
  .number({ error: 'must be a number of minutes' })
  .int('must be whole minutes')
  .min(0, 'must be 0 or more')
  .max(10_080, 'must be a week or less')
  .default(15)

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4007),
  HOST: z.string().min(1).default('127.0.0.1'),
  SUBGRAPH_SECRET: rotatingSecret,
  TICKETING_API_URL: httpUrl,
  /** An admin of the backend; without one, what happens behind our back is not seen. */
  TICKETING_SERVICE_EMAIL: z.string().min(1).optional(),
  TICKETING_SERVICE_PASSWORD: z.string().min(1).optional(),
  RECONCILE_MINUTES: reconcileMinutes,
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
