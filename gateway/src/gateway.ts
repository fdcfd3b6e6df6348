// What happens to a request, in order. Deleting a line deletes a behaviour.
import type { BackendClient, ServiceAccount } from '@ticketing/backend-client'
import type { Database, Locks, Log, Metrics } from '@ticketing/service-kit'
import type { FileLinks, Sessions } from '@ticketing/session'
import { createFetchMeasure } from './execution/measured.js'
import type { SubgraphTransport } from './execution/subgraph-transport.js'
import { withDeadline } from './execution/with-deadline.js'
import { createGuestLimit } from './guest-limit/limit-guests.js'
import { handToRouter, inOrder, pathOf } from './http/exchange.js'
import { chooseMediaType } from './http/front-door/accept.js'
import { readJsonBody } from './http/front-door/body.js'
import { findClientAddress, nameClient, passTraceOn } from './http/front-door/client.js'
import { answerCors } from './http/front-door/cors.js'
import { countRequests } from './http/front-door/count.js'
import { refuseForgery } from './http/front-door/csrf.js'
import { endAtDeadline, setDeadline } from './http/front-door/deadline.js'
import { forwardHeaders } from './http/front-door/forward-headers.js'
import { keepGuestCart } from './http/front-door/guest-cart.js'
import { chooseLanguage } from './http/front-door/language.js'
import { allowMethods } from './http/front-door/method.js'
import { giveRequestId } from './http/front-door/request-id.js'
import { secureAnswer } from './http/front-door/security-headers.js'
import { createGatewayHealth } from './http/routes/health.js'
import { createRoutes } from './http/routes/routes.js'
import type { StripeWebhook } from './http/routes/stripe-webhook.js'
import { createGatewayServer, type GatewayServer } from './http/server.js'
import { createTokenIdentity } from './http/session/backend-token.js'
import { identifyCaller } from './http/session/caller.js'
import { openOutsideIdentity } from './http/session/outside-identity.js'
import { answerOnce } from './idempotency/answer-once.js'
import type { KeptAnswers } from './idempotency/kept-answers.js'
import { readOperation } from './operations/read-operation.js'
import { findOperation, runOperation } from './operations/run-operation.js'
import { sendAnswer } from './operations/send-answer.js'
import { serveOperations } from './operations/served-operations.js'
import { openPersistedStore } from './persisted/open-persisted-store.js'
import { createPersistedQueries } from './persisted/persisted-queries.js'
import { createTellRefusals } from './refusals/tell-refusals.js'
import type { GatewaySettings } from './settings.js'
import type { Transports } from './supergraph/loaded-supergraph.js'
import { openSupergraph } from './supergraph/open-supergraph.js'

const REQUEST_MS = 30_000
const MAX_BODY_BYTES = 1_000_000

/** By name: all that a supergraph names. A subgraph of this process is its own transport. */
type Subgraphs = ReadonlyMap<string, SubgraphTransport>

/** What the ticketing platform has beside its subgraphs. */
export interface Platform {
  readonly sessions: Pick<Sessions, 'callerOf' | 'refresh'>
  /** Opens the links that the subgraphs make. */
  readonly fileLinks: Pick<FileLinks, 'open'>
  /** The same that the subgraphs use. */
  readonly locks: Pick<Locks, 'withLock'>
  readonly backend: Pick<BackendClient, 'send' | 'download' | 'downloadIfChanged'>
  readonly serviceAccount: ServiceAccount | null
  /** The payments subgraph's own handler, here or behind HTTP. */
  readonly stripeWebhook: StripeWebhook
  /** Checked by /readyz where there is one. */
  readonly database?: Pick<Database, 'query'>
  /** Null: a command with an Idempotency-Key is refused. */
  readonly keptAnswers: Pick<KeptAnswers, 'begin'> | null
}

/** What the gateway is handed. Whoever made it closes it; the gateway closes what it opens itself. */
export interface GatewayDeps {
  readonly subgraphs: Subgraphs
  /** As composed, access directives included. */
  readonly supergraphSdl: string
  /** Null: subgraphs of anybody's, nobody signed in, no files and no webhooks. */
  readonly platform: Platform | null
  readonly log: Log
  readonly metrics: Metrics
  /** Epoch milliseconds. */
  readonly now: () => number
  /** A new UUID. */
  readonly randomId: () => string
}

/** A gateway that is loaded; `start` opens its port. */
export interface Gateway extends GatewayServer {
  /** Rejects, and goes on with the old one, when the new one cannot be served. */
  replaceSupergraph(supergraphSdl: string, subgraphs: Subgraphs): Promise<void>
}

/** Rejects when the supergraph cannot be served, before any port is open. */
export async function createGateway(settings: GatewaySettings, deps: GatewayDeps): Promise<Gateway> {
  const { log, metrics, now, randomId, platform } = deps

  const measured = createFetchMeasure(metrics, now)
  const toTransports = (subgraphs: Subgraphs): Transports =>
    new Map([...subgraphs].map(([name, one]) => [name, measured(name, withDeadline(name, one))]))
  const persisted = await openPersistedStore(settings, log)
  const { recall, keep } = createPersistedQueries(persisted?.store ?? null)
  const transports = toTransports(deps.subgraphs)
  const supergraphs = await openSupergraph({ supergraphSdl: deps.supergraphSdl, transports, log, metrics })
  const { INTROSPECTION: introspection } = settings
  const operations = serveOperations({ supergraphs, introspection, log, metrics })
  const { database, keptAnswers = null } = platform ?? {}
  const guestLimit = platform && createGuestLimit(settings, { log, now })
  const refusals = createTellRefusals({ supergraphs, log, metrics, now })
  const health = createGatewayHealth({ database, subgraphs: () => supergraphs.current.transports, log })
  const callerOfRequest =
    platform &&
    identifyCaller(
      platform.sessions,
      createTokenIdentity({ ...platform, now }),
      openOutsideIdentity(settings, { ...platform, log, now }),
    )

  const everyRequest = inOrder([
    giveRequestId(randomId),
    // Before anything may be refused, so that it is refused in the client's language.
    chooseLanguage(),
    nameClient,
    countRequests(metrics, now),
    secureAnswer,
    // Before anything may be refused, so that a page can read the refusal.
    answerCors(settings.CORS_ORIGINS, settings.FORWARD_HEADERS),
    setDeadline(REQUEST_MS, now),
    findClientAddress(settings.TRUSTED_PROXIES),
    passTraceOn,
  ])

  const graphql = inOrder([
    allowMethods(),
    chooseMediaType,
    refuseForgery(),
    endAtDeadline(now),
    // After the caller: only a guest is given a cart.
    ...(callerOfRequest ? [callerOfRequest, keepGuestCart(randomId)] : []),
    forwardHeaders(settings.FORWARD_HEADERS),
    readJsonBody(MAX_BODY_BYTES),
    readOperation,
    recall,
    findOperation(operations),
    // Only now: what is invalid or too much is not kept.
    keep,
    ...(guestLimit ? [guestLimit.step] : []),
    refusals.step,
    answerOnce({ keptAnswers, metrics, run: runOperation(log) }),
    sendAnswer,
  ])

  const routes = createRoutes({ settings, log, metrics, health, platform, identifyCaller: callerOfRequest })
  const endpoints = new Set(platform === null ? ['/graphql', '/'] : ['/graphql'])

  const server = createGatewayServer({
    settings,
    log,
    randomId,
    answer: inOrder([
      everyRequest,
      (exchange) => {
        if (endpoints.has(pathOf(exchange.request))) return graphql(exchange)
        handToRouter(exchange)
        return void routes(exchange.request, exchange.response)
      },
    ]),
    drain: () => health.drain(),
    close: async () => {
      await refusals.close()
      guestLimit?.close()
      await supergraphs.stop()
      await persisted?.close()
    },
  })
  return {
    ...server,
    replaceSupergraph: (supergraphSdl, subgraphs) =>
      supergraphs.replace(supergraphSdl, toTransports(subgraphs)),
  }
}
