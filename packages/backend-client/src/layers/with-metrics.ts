// Counts and times every call by route template and outcome.
import { CodedError } from '@ticketing/service-kit'
import type { BackendMetrics } from '../options.js'
import type { Send, WireHead } from '../wire.js'

/** What the layers count. Made once a client. */
export interface BackendMeters {
  call(labels: { method: string; route: string; status: string }, milliseconds: number): void
  retry(route: string): void
  shared(route: string): void
}

export function createMeters(metrics: BackendMetrics): BackendMeters {
  const labels = ['method', 'route', 'status']
  const calls = metrics.counter('backend_calls_total', 'Calls to the ticketing backend', labels)
  const seconds = metrics.histogram('backend_call_seconds', 'Time until the backend has answered', labels)
  const retries = metrics.counter('backend_retries_total', 'GETs that were tried again', ['route'])
  const shared = metrics.counter('backend_shared_total', 'GETs answered by an equal one under way', ['route'])
  return {
    call(of, milliseconds) {
      calls.inc(of)
      seconds.observe(of, milliseconds / 1000)
    },
    retry: (route) => retries.inc({ route }),
    shared: (route) => shared.inc({ route }),
  }
}

/** The status label is the HTTP status, or the error code where no answer came. */
export function withMetrics<A extends WireHead>(
  next: Send<A>,
  { meters, now }: { meters: BackendMeters; now: () => number },
): Send<A> {
  return async (request) => {
    const startedAt = now()
    const done = (status: string) =>
      meters.call({ method: request.method, route: request.route, status }, now() - startedAt)
    try {
      const answer = await next(request)
      done(String(answer.status))
      return answer
    } catch (error) {
      done(error instanceof CodedError ? error.code : 'INTERNAL_SERVER_ERROR')
      throw error
    }
  }
}
