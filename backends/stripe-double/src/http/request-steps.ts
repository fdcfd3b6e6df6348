/** The steps that every request takes before its route. */
import type { RequestHandler } from 'express'
import { StripeFault } from '../core/fault.js'

/** Names the request, as Stripe does on every answer. */
export function stampRequest(newToken: (length: number) => string): RequestHandler {
  return (request, response, next) => {
    response.locals.requestId = `req_${newToken(14)}`
    response.set('Request-Id', response.locals.requestId)
    const version = request.get('stripe-version')
    if (version) response.set('Stripe-Version', version)
    next()
  }
}

/** A checkout page on any origin may confirm its payment; keys travel in headers, so no cookie is at risk. */
export const allowBrowsers: RequestHandler = (request, response, next) => {
  response.set('Access-Control-Allow-Origin', '*')
  response.set('Access-Control-Expose-Headers', 'Request-Id, Stripe-Should-Retry')
  if (request.method !== 'OPTIONS') return next()
  response.set('Access-Control-Allow-Methods', 'GET, POST')
  response.set('Access-Control-Allow-Headers', 'Authorization, Content-Type, Idempotency-Key, Stripe-Version')
  response.status(204).end()
}

/** Only forms are read; a JSON body would be dropped silently and leave every parameter missing. */
export const refuseOtherBodies: RequestHandler = (request, _response, next) => {
  const hasBody =
    Number(request.get('content-length') ?? 0) > 0 || request.get('transfer-encoding') !== undefined
  if (!hasBody || request.is('application/x-www-form-urlencoded')) return next()
  throw new StripeFault(400, {
    message: 'Invalid request (check that your POST content type is application/x-www-form-urlencoded).',
  })
}
