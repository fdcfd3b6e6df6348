// Ends a call at its deadline, and a GET as soon as its caller leaves. A command that was sent is not given up.
import { abandoned, timedOut } from '../transport-errors.js'
import type { Watch } from '../watch.js'
import type { Ask, Send, WireHead } from '../wire.js'

export interface DeadlineOptions {
  readonly now: () => number
  readonly watch: Watch
}

export function withDeadline<A extends WireHead>(next: Send<A>, { now, watch }: DeadlineOptions): Ask<A> {
  return (request) =>
    new Promise((resolve, reject) => {
      if (request.signal.aborted) throw abandoned(request.signal.reason)
      const leftMs = request.deadline - now()
      if (leftMs <= 0) throw timedOut(request, false)
      // Rejected by the watch itself, as what is below may be slow to hear that nobody waits.
      const call = watch.begin(request, leftMs, reject)
      next(request, call).then(
        (answer) => {
          watch.end(call)
          resolve(answer)
        },
        (error: unknown) => {
          watch.end(call)
          reject(error)
        },
      )
    })
}
