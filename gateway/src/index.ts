export { type AccountWatchOptions, startAccountWatch } from './accounts/account-watch.js'
export {
  createHttpTransport,
  type HttpTransport,
  type HttpTransportOptions,
} from './execution/http-transport.js'
export type { SubgraphRequest, SubgraphTransport } from './execution/subgraph-transport.js'
export { createGateway, type Gateway, type GatewayDeps, type Platform } from './gateway.js'
export { type GatewayRoute, gatewayRoutes } from './http/routes/route-table.js'
export type { StripeWebhook } from './http/routes/stripe-webhook.js'
export { forwardStripeWebhook } from './http/routes/stripe-webhook-forward.js'
export { gatewayMigrations } from './idempotency/gateway-migrations.js'
export { createKeptAnswers, type KeptAnswers } from './idempotency/kept-answers.js'
export { accountCheckSeconds, type GatewaySettings, gatewaySettings } from './settings.js'
