// Every answer names its request, so that a client's complaint finds the line in the log.
import { headerOf, type Step } from '../exchange.js'

const WELL_FORMED = /^[A-Za-z0-9._-]{8,64}$/

/** Keeps a well-formed `X-Request-Id` that came in, else makes one; always sends it back. */
export function giveRequestId(randomId: () => string): Step {
  return ({ request, headers, call }) => {
    const given = headerOf(request, 'x-request-id')
    call.requestId = given !== undefined && WELL_FORMED.test(given) ? given : randomId()
    headers.push('x-request-id', call.requestId)
  }
}
