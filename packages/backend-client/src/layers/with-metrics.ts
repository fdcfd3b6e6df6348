// Counts and times every call by route template and outcome.
import { CodedError } from '@ticketing/service-kit'
import type { BackendMetrics } from '../options.js'
import { perOperation } from '../per-operation.js'
import type { Ask, WireHead, WireRequest } from '../wire.js'

/** What the layers count. Made once a client. */
export interface BackendMeters {
  /** `status`: the HTTP status, or the error code where no answer came. */
  call(request: WireRequest, status: number | string, milliseconds: number): void
  retry(route: string): void
  shared(route: string): void
}

type CallMeter = (milliseconds: number) => void

export function createMeters(metrics: BackendMetrics): BackendMeters {
  const labels = ['method', 'route', 'status']
  const calls = metrics.tally('backend_calls_total', 'Calls to the ticketing backend', labels)
  const seconds = metrics.timing('backend_call_seconds', 'Time until the backend has answered', labels)
  const retries = metrics.counter('backend_retries_total', 'GETs that were tried again', ['route'])
  const shared = metrics.counter('backend_shared_total', 'GETs answered by an equal one under way', ['route'])

  const byStatusOf = perOperation(() => new Map<number | string, CallMeter>())
  const newMeter = ({ method, route }: WireRequest, status: number | string): CallMeter => {
    const of = { method, route, status: String(status) }
    const count = calls.of(of)
    const time = seconds.of(of)
    return (milliseconds) => {
      count()
      time(milliseconds / 1000)
    }
  }
  return {
    call(request, status, milliseconds) {
      const byStatus = byStatusOf(request)
      let meter = byStatus.get(status)
      if (meter === undefined) {
        meter = newMeter(request, status)
        byStatus.set(status, meter)
      }
      meter(milliseconds)
    },
    retry: (route) => retries.inc({ route }),
    shared: (route) => shared.inc({ route }),
  }
}

export function withMetrics<A extends WireHead>(
  next: Ask<A>,
  { meters, now }: { meters: BackendMeters; now: () => number },
): Ask<A> {
  return async (request) => {
    const startedAt = now()
    try {
      const answer = await next(request)
      meters.call(request, answer.status, now() - startedAt)
      return answer
    } catch (error) {
      const code = error instanceof CodedError ? error.code : 'INTERNAL_SERVER_ERROR'
      meters.call(request, code, now() - startedAt)
      throw error
    }
  }
}
