// Everything but /graphql, on Express.
import type { Health } from '@ticketing/service-kit'
import { CodedError } from '@ticketing/service-kit'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import type { GatewayDeps } from '../../gateway.js'
import type { GatewaySettings } from '../../settings.js'
import { exchangeOf } from '../exchange.js'
import { PRIVATE_FILES, sendPrivateFile } from '../files/private-file.js'
import { sendProductImage } from '../files/product-image.js'
import { refuse } from '../refusal.js'
import type { IdentifyCaller } from '../session/caller.js'
import { createPlayground } from './playground.js'
import { receiveStripeWebhook } from './stripe-webhook.js'

export interface RoutesOptions {
  readonly settings: GatewaySettings
  readonly deps: GatewayDeps
  readonly health: Health
  readonly identifyCaller: IdentifyCaller
}

const absent = () => new CodedError('NOT_FOUND', 'There is nothing here.')

const unknownRoute: RequestHandler = () => {
  throw absent()
}

export function createRoutes({ settings, deps, health, identifyCaller }: RoutesOptions): Express {
  const { log, metrics } = deps
  const app = express().disable('x-powered-by').disable('etag').set('query parser', 'simple')

  app.get('/healthz', (_request, response) => {
    response.set('cache-control', 'no-store').json({ status: 'ok' })
  })
  app.get('/readyz', async (_request, response) => {
    const readiness = await health.ready()
    response
      .status(readiness.ok ? 200 : 503)
      .set('cache-control', 'no-store')
      .json(readiness)
  })
  app.get('/metrics', async (_request, response) => {
    response.type(metrics.registry.contentType).end(await metrics.registry.metrics())
  })
  app.post('/webhooks/stripe', receiveStripeWebhook(deps.stripeWebhook))
  app.get('/files/product-images/:name', sendProductImage(settings.TICKETING_API_URL))
  for (const kind of PRIVATE_FILES) {
    app.get(`/files/${kind.folder}/:name`, sendPrivateFile(kind, deps.backend, identifyCaller))
  }
  app.use('/playground', createPlayground({ demoAccounts: settings.NODE_ENV !== 'production' }))
  app.use(unknownRoute)

  const refuseFault: ErrorRequestHandler = (fault, request, response, _next) => {
    // A path that cannot be decoded names nothing.
    refuse(
      response,
      fault instanceof URIError ? absent() : fault,
      exchangeOf(request, response).call.requestId,
      log,
    )
  }
  return app.use(refuseFault)
}
