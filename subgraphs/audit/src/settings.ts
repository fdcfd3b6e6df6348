// The only reader of the environment of the audit subgraph when it runs alone.
import { databaseUrl, logLevel, readSettings } from '@ticketing/service-kit'
import { rotatingSecret } from '@ticketing/session'
import { z } from 'zod'

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4007),
  HOST: z.string().min(1).default('127.0.0.1'),
  SUBGRAPH_SECRET: rotatingSecret,
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
