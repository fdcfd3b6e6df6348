/** The double over HTTP. What happens to a request, in order. */
import express, { type Express, type Request, type Response } from 'express'
import type { Logger } from 'pino'
import { StripeFault } from '../core/fault.js'
import { isParams, type Params } from '../core/params.js'
import type { Ledger } from '../ledger.js'
import { authenticate, refuseBrowser } from './authenticate.js'
import { answerFaults } from './faults.js'
import { allowBrowsers, refuseOtherBodies, stampRequest } from './request-steps.js'
import { ROUTES, type Route } from './routes.js'

interface AppOptions {
  readonly ledger: Ledger
  readonly newToken: (length: number) => string
  readonly log: Logger
}

export function createApp({ ledger, newToken, log }: AppOptions): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', 'extended')
  app.use(stampRequest(newToken))
  app.use(allowBrowsers)
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' })
  })
  app.use(refuseOtherBodies)
  app.use(express.urlencoded({ extended: true, limit: '256kb' }))
  for (const route of ROUTES) app[route.method](route.path, handle(route, { ledger, newToken }))
  app.use((request) => {
    throw new StripeFault(404, { message: `Unrecognized request URL (${request.method}: ${request.path}).` })
  })
  app.use(answerFaults(log))
  return app
}

function handle(route: Route, { ledger, newToken }: Pick<AppOptions, 'ledger' | 'newToken'>) {
  return async (request: Request, response: Response): Promise<void> => {
    const params = toParams(route.method === 'get' ? request.query : request.body)
    const caller = authenticate(request.get('authorization'), params)
    if (caller === 'browser' && !route.browser) refuseBrowser()
    const command = {
      route: `${request.method} ${request.path}`,
      params,
      id: String(request.params.id ?? ''),
      caller,
      requestId: String(response.locals.requestId),
      idempotencyKey: request.get('idempotency-key') || null,
      newToken,
    }
    const answer =
      route.method === 'get' ? ledger.read(route.rule, command) : await ledger.write(route.rule, command)
    if (route.method === 'post' && command.idempotencyKey !== null) {
      response.set('Idempotency-Key', command.idempotencyKey)
      response.set('Original-Request', answer.replayedFrom ?? command.requestId)
      if (answer.replayedFrom !== undefined) response.set('Idempotent-Replayed', 'true')
    }
    response.status(answer.status).type('application/json').send(answer.body)
  }
}

/** An empty body is parsed to nothing at all. */
function toParams(parsed: unknown): Params {
  return isParams(parsed) ? parsed : {}
}
