// The only reader of the environment of the currency subgraph when it runs alone.
import { logLevel, readSettings } from '@ticketing/service-kit'
import { rotatingSecret } from '@ticketing/session'
import { z } from 'zod'

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4005),
  HOST: z.string().min(1).default('127.0.0.1'),
  SUBGRAPH_SECRET: rotatingSecret,
  /** A file of rates in the format of rates/sample.json; by default that sample. */
  EXCHANGE_RATES_PATH: z.string().min(1).optional(),
  /** Rates older than this are refused with RATE_STALE; by default no age is too old. */
  EXCHANGE_RATES_MAX_AGE_HOURS: z.coerce.number().positive().optional(),
  LOG_LEVEL: logLevel.default('info'),
})

/** What this process was told. */
export type ProcessSettings = Readonly<z.infer<typeof schema>>

/** Throws SettingsError with every fault at once. */
export function loadSettings(env: NodeJS.ProcessEnv): ProcessSettings {
  return readSettings(schema, env)
}
