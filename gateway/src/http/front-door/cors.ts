// Which other sites' pages may ask. A preflight is answered here; others only get the headers that let a page read.
import type { ServerResponse } from 'node:http'
import { headerOf, type Step } from '../exchange.js'

const METHODS = 'GET, POST, HEAD'
const REQUEST_HEADERS = [
  'authorization',
  'content-type',
  'accept-language',
  'x-guest-cart-id',
  'x-request-id',
  'apollographql-client-name',
  'apollographql-client-version',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  'traceparent',
  'range',
].join(', ')
const ANSWER_HEADERS =
  'x-request-id, x-guest-cart-id, retry-after, content-disposition, accept-ranges, content-range'

function preflight(response: ServerResponse): void {
  response.writeHead(204, {
    'access-control-allow-methods': METHODS,
    'access-control-allow-headers': REQUEST_HEADERS,
    'access-control-max-age': '600',
  })
  response.end()
}

/** `origins` is the whole list; no wildcard, no cookies: the bearer token is the only credential there is. */
export function answerCors(origins: readonly string[]): Step {
  const allowed = new Set(origins)
  return ({ request, response }) => {
    const origin = headerOf(request, 'origin')
    response.setHeader('vary', 'origin')
    const known = origin !== undefined && allowed.has(origin)
    if (known) {
      response.setHeader('access-control-allow-origin', origin)
      response.setHeader('access-control-expose-headers', ANSWER_HEADERS)
    }
    const asks = request.method === 'OPTIONS' && request.headers['access-control-request-method']
    // A preflight from elsewhere gets no permission, which is all that a browser needs to know.
    if (asks) known ? preflight(response) : response.writeHead(204).end()
  }
}
