// Which other sites' pages may ask. A preflight is answered here; others only get the headers that let a page read.
import { type Exchange, headerOf, type Step, setHeaders } from '../exchange.js'

const METHODS = 'GET, POST, HEAD'
const REQUEST_HEADERS = [
  'authorization',
  'content-type',
  'accept-language',
  'idempotency-key',
  'x-guest-cart-id',
  'x-request-id',
  'apollographql-client-name',
  'apollographql-client-version',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  'traceparent',
  'range',
]
const ANSWER_HEADERS =
  'x-request-id, x-guest-cart-id, idempotency-replayed, retry-after, content-disposition, accept-ranges, content-range'

function answerPreflight(exchange: Exchange, known: boolean, requestHeaders: string): void {
  setHeaders(exchange)
  // A preflight from elsewhere gets no permission, which is all that a browser needs to know.
  const permission = {
    'access-control-allow-methods': METHODS,
    'access-control-allow-headers': requestHeaders,
    'access-control-max-age': '600',
  }
  exchange.response.writeHead(204, known ? permission : {}).end()
}

/**
 * `origins` is the whole list; no wildcard, no cookies: the bearer token is the only credential there is. A page may send
 * `more` headers than the gateway itself reads.
 */
export function answerCors(origins: readonly string[], more: readonly string[]): Step {
  const allowed = new Set(origins)
  const requestHeaders = [...new Set([...REQUEST_HEADERS, ...more])].join(', ')
  return (exchange) => {
    const { request, headers } = exchange
    const origin = headerOf(request, 'origin')
    headers.push('vary', 'origin')
    const known = origin !== undefined && allowed.has(origin)
    if (known) {
      headers.push('access-control-allow-origin', origin, 'access-control-expose-headers', ANSWER_HEADERS)
    }
    if (request.method === 'OPTIONS' && request.headers['access-control-request-method']) {
      answerPreflight(exchange, known, requestHeaders)
    }
  }
}
