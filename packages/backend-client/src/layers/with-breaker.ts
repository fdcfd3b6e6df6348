// Refuses at once while the backend is taken for dead, so that callers do not queue up behind a corpse.
import { BackendError, BackendRefused, BackendTimeout, BackendUnreachable } from '../backend-error.js'
import type { Breaker, Pass } from '../breaker.js'
import type { Send, WireHead, WireRequest } from '../wire.js'

export interface BreakerLayerOptions {
  readonly breaker: Breaker
  readonly now: () => number
  /** A time-out after less than this many milliseconds says more about the caller's deadline than about the backend. */
  readonly patienceMs: number
}

/** Any answer counts as life, whatever its status; lost connections and time-outs count against it. */
export function withBreaker<A extends WireHead>(
  next: Send<A>,
  { breaker, now, patienceMs }: BreakerLayerOptions,
): Send<A> {
  return async (request, wait) => {
    const pass = breaker.enter()
    if (pass === null) throw refused(request)
    const startedAt = now()
    try {
      const answer = await next(request, wait)
      pass.answered()
      return answer
    } catch (error) {
      report(pass, error, now() - startedAt >= patienceMs)
      throw error
    }
  }
}

function report(pass: Pass, error: unknown, waitedLong: boolean): void {
  if (error instanceof BackendUnreachable || (error instanceof BackendTimeout && waitedLong)) pass.failed()
  // Any other BackendError is an answer, if only nonsense.
  else if (error instanceof BackendError && !(error instanceof BackendTimeout)) pass.answered()
  else pass.unknown()
}

const refused = (request: WireRequest) =>
  new BackendRefused('BACKEND_UNAVAILABLE', 'The ticketing backend does not answer at present.', {
    operatorMessage: `${request.method} ${request.route}: refused, the breaker is open`,
  })
