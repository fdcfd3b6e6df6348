// Ends a call at its deadline, and a GET as soon as its caller leaves. A command that was sent is not given up.
import { abandoned, timedOut } from '../transport-errors.js'
import { endWait, newWait } from '../wait.js'
import type { Watch, Watched } from '../watch.js'
import { type Ask, isCommand, type Send, type WireHead, type WireRequest } from '../wire.js'

export interface DeadlineOptions {
  readonly now: () => number
  readonly watch: Watch
}

export function withDeadline<A extends WireHead>(next: Send<A>, { now, watch }: DeadlineOptions): Ask<A> {
  return async (request) => {
    if (request.signal.aborted) throw abandoned(request.signal.reason)
    const leftMs = request.deadline - now()
    if (leftMs <= 0) throw timedOut(request, false)
    return within(watch, leftMs, next, request)
  }
}

function within<A extends WireHead>(
  watch: Watch,
  leftMs: number,
  next: Send<A>,
  request: WireRequest,
): Promise<A> {
  // Settled from here, since what is below may be slow to hear that nobody waits: a connection in the making is.
  return new Promise((resolve, reject) => {
    const wait = newWait()
    const giveUp = (reason: Error) => {
      watch.end(call)
      reject(reason)
      endWait(wait, reason)
    }
    const call: Watched = {
      signal: isCommand(request) ? null : request.signal,
      endsAt: watch.endsIn(leftMs),
      left: (reason) => giveUp(abandoned(reason)),
      late: () => giveUp(timedOut(request, true)),
    }
    watch.begin(call)
    next(request, wait).then(
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
