// What the gateway can be told. Reads the environment once; nothing else in this process does.
import { readSettings } from '@ticketing/service-kit'
import { z } from 'zod'

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
  )

const httpUrl = (hint: string) =>
  z
    .url({ protocol: /^https?$/, error: `must be an http or https URL${hint}` })
    .transform((url) => url.replace(/\/+$/, ''))

/** What `createGateway` needs, wherever it runs. */
export const gatewaySettings = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  /** Where clients reach this gateway, the base of file links; default: the address it listens on. */
  PUBLIC_URL: httpUrl('').optional(),
  /** Origins whose pages may ask, separated by commas; default: none but this gateway's own. */
  CORS_ORIGINS: list,
  /** Addresses or networks (10.0.0.0/8) whose X-Forwarded-For is believed, separated by commas. */
  TRUSTED_PROXIES: list,
  INTROSPECTION: z.enum(['off', 'role', 'full']).default('role'),
  PERSISTED_QUERIES: z
    .enum(['off', 'apq', 'registered', 'ids-only'])
    .default('apq')
    .refine((mode) => mode === 'off' || mode === 'apq', {
      error: 'registered and ids-only are not available yet: use apq or off',
    }),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis or rediss URL' }).optional(),
  /** The existing REST API: product images come from there. */
  TICKETING_API_URL: httpUrl(''),
})

export type GatewaySettings = z.infer<typeof gatewaySettings>

/** What the gateway's own process needs beyond that: where its subgraphs, its database and its secrets are. */
const processSettings = gatewaySettings.extend({
  SUPERGRAPH_PATH: z.string().optional(),
  SUBGRAPH_SECRET: z.string().min(32),
  SESSION_SECRET: z.string().min(32),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres URL' }),
  TICKETING_SERVICE_EMAIL: z.string().optional(),
  TICKETING_SERVICE_PASSWORD: z.string().optional(),
})

export type ProcessSettings = z.infer<typeof processSettings> & {
  /** From SUBGRAPH_URL_<NAME>, by the subgraph's name in lower case. */
  readonly subgraphUrls: ReadonlyMap<string, string>
}

const SUBGRAPH_URL = 'SUBGRAPH_URL_'

/** Throws SettingsError with every fault at once. */
export function readProcessSettings(env: NodeJS.ProcessEnv): ProcessSettings {
  const named = Object.entries(env).filter(([name, url]) => name.startsWith(SUBGRAPH_URL) && url)
  const urls = z.object(Object.fromEntries(named.map(([name]) => [name, httpUrl('')])))
  const read = readSettings(processSettings.and(urls), env)
  return {
    ...readSettings(processSettings, env),
    subgraphUrls: new Map(
      named.map(([name]) => [
        name.slice(SUBGRAPH_URL.length).toLowerCase().replaceAll('_', '-'),
        String((read as Record<string, unknown>)[name]),
      ]),
    ),
  }
}
