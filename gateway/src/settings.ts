// What the gateway can be told. Reads the environment once; nothing else in this process does.
import { isIP } from 'node:net'
import { databaseUrl, httpUrl, logLevel, readSettings, redisUrl } from '@ticketing/service-kit'
import { rotatingSecret } from '@ticketing/session'
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

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  return (
    more.length === 0 &&
    longest > 0 &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest))
  )
}

/** Of one connection, or written by the gateway itself. */
const OWN_HEADERS = new Set([
  'accept',
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-deadline-ms',
  'x-ticketing-call',
])

const canForward = (name: string): boolean => /^[\w!#$%&'*+.^`|~-]+$/.test(name) && !OWN_HEADERS.has(name)

const isOnThisMachine = (url: string): boolean =>
  /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname)

/** How often the accounts of those signed in are looked at again: more seldom would take a change more than a minute. */
export const accountCheckSeconds = z.coerce
  .number({ error: 'must be a number of seconds' })
  .int('must be whole seconds')
  .min(0, 'must be 0 (never) or more')
  .max(20, 'must be 20 or less')
  .default(20)

/** What `createGateway` needs, wherever it runs. */
export const gatewaySettings = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  /** Where clients reach this gateway, the base of file links; default: the address it listens on. */
  PUBLIC_URL: httpUrl.optional(),
  /** Origins whose pages may ask, separated by commas; default: none but this gateway's own. */
  CORS_ORIGINS: list.refine((origins) => origins.every(isOrigin), {
    error: 'must be origins such as https://shop.example, separated by commas',
  }),
  /** Addresses or networks (10.0.0.0/8) whose X-Forwarded-For is believed, separated by commas. */
  TRUSTED_PROXIES: list.refine((networks) => networks.every(isNetwork), {
    error: 'must be addresses or networks such as 10.0.0.0/8, separated by commas',
  }),
  /** Headers of the client that subgraphs over HTTP get as they came, separated by commas; default: none. */
  FORWARD_HEADERS: list
    .transform((names) => names.map((name) => name.toLowerCase()))
    .refine((names) => names.every(canForward), {
      error: 'must be names of headers, separated by commas, but none of a connection or its body',
    }),
  /** The public keys of an identity provider, whose tokens are taken from staff; goes together with the next two. */
  JWKS_URL: z
    .url({ protocol: /^https?$/, error: 'must be an https URL' })
    .refine((url) => url.startsWith('https:') || isOnThisMachine(url), {
      error: 'must be an https URL: keys that anybody on the way can replace prove nothing',
    })
    .optional(),
  JWT_ISSUER: z.string().min(1).optional(),
  JWT_AUDIENCE: z.string().min(1).optional(),
  INTROSPECTION: z.enum(['off', 'role', 'full']).default('role'),
  PERSISTED_QUERIES: z
    .enum(['off', 'apq', 'registered', 'ids-only'])
    .default('apq')
    .refine((mode) => mode === 'off' || mode === 'apq', {
      error: 'registered and ids-only are not available yet: use apq or off',
    }),
  /** Commands of callers who are not signed in, by client address, in a minute; 0: any number. */
  GUEST_COMMANDS_PER_MINUTE: z.coerce
    .number({ error: 'must be a number' })
    .int('must be a whole number')
    .min(0, 'must be 0 (any number) or more')
    .default(600),
  REDIS_URL: redisUrl.optional(),
})

export type GatewaySettings = z.infer<typeof gatewaySettings>

const ofProcess = gatewaySettings.extend({ LOG_LEVEL: logLevel.default('info') })

/** What the gateway's own process needs beyond that: where its database, its backend and its secrets are. */
const platformSettings = ofProcess.extend({
  /** The existing REST API. */
  TICKETING_API_URL: httpUrl,
  SUBGRAPH_SECRET: rotatingSecret,
  SESSION_SECRET: rotatingSecret,
  DATABASE_URL: databaseUrl,
  /** Where given, the session schema is brought up to date at start, as its owner. */
  DATABASE_MIGRATION_URL: databaseUrl.optional(),
  TICKETING_SERVICE_EMAIL: z.string().optional(),
  TICKETING_SERVICE_PASSWORD: z.string().optional(),
  ACCOUNT_CHECK_SECONDS: accountCheckSeconds,
})

/** What it needs over any supergraph: there are no sessions, no files and no backend. */
const supergraphSettings = ofProcess.extend({
  /** A file, read again whenever it changes. */
  SUPERGRAPH_PATH: z.string(),
  /** Where given, subgraphs get each call sealed, and may enforce who sees what behind that. */
  SUBGRAPH_SECRET: rotatingSecret.optional(),
})

interface Subgraphs {
  /** By the setting's name: see subgraphUrlSetting. */
  readonly subgraphUrls: ReadonlyMap<string, string>
}

/** Of the gateway in front of the ticketing platform. */
export type PlatformSettings = z.infer<typeof platformSettings> & Subgraphs
/** Of the gateway over any supergraph: SUPERGRAPH_PATH is set. */
export type SupergraphSettings = z.infer<typeof supergraphSettings> & Subgraphs
export type ProcessSettings = PlatformSettings | SupergraphSettings

const SUBGRAPH_URL = 'SUBGRAPH_URL_'

/** `SUBGRAPH_URL_USER_ACCOUNTS` for the subgraph user-accounts. */
export const subgraphUrlSetting = (name: string): string =>
  SUBGRAPH_URL + name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')

/** SUPERGRAPH_PATH decides which of the two it is. Throws SettingsError with every fault at once. */
export function readProcessSettings(env: NodeJS.ProcessEnv): ProcessSettings {
  const names = Object.keys(env).filter((name) => name.startsWith(SUBGRAPH_URL) && env[name])
  const urls = z.object(Object.fromEntries(names.map((name) => [name, httpUrl])))
  const schema = env.SUPERGRAPH_PATH ? supergraphSettings : platformSettings
  const settings = readSettings(z.intersection(schema, urls), env)
  const urlOf = new Map(Object.entries(settings))
  return { ...settings, subgraphUrls: new Map(names.map((name) => [name, String(urlOf.get(name))])) }
}
