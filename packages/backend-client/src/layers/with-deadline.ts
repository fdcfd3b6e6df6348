// Ends a call at its deadline, and a GET as soon as its caller leaves. A command that was sent is not given up.
import { openTimeScope } from '../time-scope.js'
import { abandoned, timedOut } from '../transport-errors.js'
import { isCommand, type Send, type WireHead } from '../wire.js'

export function withDeadline<A extends WireHead>(next: Send<A>, { now }: { now: () => number }): Send<A> {
  return async (request) => {
    if (request.signal.aborted) throw abandoned(request.signal.reason)
    const leftMs = request.deadline - now()
    if (leftMs <= 0) throw timedOut(request, false)
    const scope = openTimeScope({
      leftMs,
      late: () => timedOut(request, true),
      signal: isCommand(request) ? null : request.signal,
      left: abandoned,
    })
    try {
      // Raced as well, because what waits for a connection does not hear the signal.
      return await Promise.race([next({ ...request, signal: scope.signal }), scope.ended])
    } finally {
      scope.close()
    }
  }
}
