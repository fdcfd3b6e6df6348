// Everything but /graphql, on Express.
import type { Health, Log, Metrics } from '@ticketing/service-kit'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import type { Platform } from '../../gateway.js'
import type { GatewaySettings } from '../../settings.js'
import { exchangeOf } from '../exchange.js'
import { identifyFileCaller } from '../files/file-caller.js'
import { absent, refuse } from '../refusal.js'
import type { IdentifyCaller } from '../session/caller.js'
import { createPlayground } from './playground.js'
import { gatewayRoutes } from './route-table.js'

export interface RoutesOptions {
  readonly settings: GatewaySettings
  readonly log: Log
  readonly metrics: Metrics
  readonly health: Pick<Health, 'ready'>
  /** Null: none of its routes. */
  readonly platform: Platform | null
  readonly identifyCaller: IdentifyCaller | null
}

const unknownRoute: RequestHandler = () => {
  throw absent()
}

function addPlatform(app: Express, deps: Platform, identifyCaller: IdentifyCaller, isDemo: boolean): void {
  const parts = { deps, identifyCaller, identifyFileCaller: identifyFileCaller({ ...deps, identifyCaller }) }
  for (const { method, path, handler } of gatewayRoutes) {
    app[method === 'GET' ? 'get' : 'post'](path, handler(parts))
  }
  app.use('/playground', createPlayground({ demoAccounts: isDemo }))
}

export function createRoutes(options: RoutesOptions): Express {
  const { settings, log, metrics, health, platform, identifyCaller } = options
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
  if (platform && identifyCaller) {
    addPlatform(app, platform, identifyCaller, settings.NODE_ENV !== 'production')
  }
  app.use(unknownRoute)

  const refuseFault: ErrorRequestHandler = (fault, request, _response, _next) => {
    // A path that cannot be decoded names nothing.
    refuse(exchangeOf(request), fault instanceof URIError ? absent() : fault, log)
  }
  return app.use(refuseFault)
}
