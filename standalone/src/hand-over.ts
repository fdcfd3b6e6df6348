// The same settings in the words of those who are handed them.
import type { GatewaySettings } from '@ticketing/gateway'
import type { Plan } from './plan.js'
import type { StandaloneSettings } from './settings.js'
import type { Upstream } from './start-standalone.js'

export const gatewaySettingsOf = (settings: StandaloneSettings): GatewaySettings => ({
  NODE_ENV: settings.NODE_ENV,
  PORT: settings.PORT,
  HOST: settings.HOST,
  PUBLIC_URL: settings.PUBLIC_URL,
  CORS_ORIGINS: settings.CORS_ORIGINS,
  TRUSTED_PROXIES: settings.TRUSTED_PROXIES,
  FORWARD_HEADERS: settings.FORWARD_HEADERS,
  JWKS_URL: settings.JWKS_URL,
  JWT_ISSUER: settings.JWT_ISSUER,
  JWT_AUDIENCE: settings.JWT_AUDIENCE,
  INTROSPECTION: settings.INTROSPECTION,
  PERSISTED_QUERIES: settings.PERSISTED_QUERIES,
  GUEST_COMMANDS_PER_MINUTE: settings.GUEST_COMMANDS_PER_MINUTE,
  REDIS_URL: settings.REDIS_URL,
})

/** The environment of a subgraph's own process, without its port. */
export function subgraphEnvironment(
  settings: StandaloneSettings,
  plan: Plan,
  { ticketingApiUrl, stripeApiBase, databases }: Upstream,
): Readonly<Record<string, string>> {
  const known = {
    NODE_ENV: settings.NODE_ENV,
    LOG_LEVEL: settings.LOG_LEVEL,
    TICKETING_API_URL: ticketingApiUrl,
    TICKETING_SERVICE_EMAIL: plan.serviceAccount?.email,
    TICKETING_SERVICE_PASSWORD: plan.serviceAccount?.password,
    TICKETING_WEBHOOK_SECRET: plan.ticketingWebhookSecret,
    CATALOGUE_CACHE_SECONDS: String(settings.CATALOGUE_CACHE_SECONDS),
    LOGIN_THROTTLE: String(settings.LOGIN_THROTTLE),
    RECONCILE_MINUTES: String(settings.RECONCILE_MINUTES),
    REDIS_URL: settings.REDIS_URL,
    DATABASE_URL: databases.services,
    DATABASE_MIGRATION_URL: databases.migrations,
    SESSION_SECRET: plan.sessionSecret,
    SUBGRAPH_SECRET: plan.subgraphSecret,
    STRIPE_SECRET_KEY: plan.stripeSecretKey,
    STRIPE_WEBHOOK_SECRET: plan.stripeWebhookSecret,
    STRIPE_API_BASE: stripeApiBase,
  }
  return Object.fromEntries(
    Object.entries(known).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
