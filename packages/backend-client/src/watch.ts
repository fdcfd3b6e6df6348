// Looks after all calls that are under way with one timer: has their time run out, or has their caller left? A timer
// and a listener for each call would cost more than sending it.
import { performance } from 'node:perf_hooks'
import { abandoned, timedOut } from './transport-errors.js'
import { endWait, type Wait } from './wait.js'
import { isCommand, type WireRequest } from './wire.js'

/** A call under way. Its wait ends, and `giveUp` is told why, when its time has run out; a GET's also with its caller. */
export interface WatchedCall extends Wait {
  readonly request: WireRequest
  readonly giveUp: (reason: Error) => void
  /** By the clock of `performance.now()`. */
  readonly endsAt: number
  /** Among those that are watched. */
  place: number
}

export interface Watch {
  begin(request: WireRequest, leftMs: number, giveUp: (reason: Error) => void): WatchedCall
  /** It has been answered. */
  end(call: WatchedCall): void
}

/** How much later than it happens a caller's leaving or the end of his time is noticed, at most. */
const LOOK_EVERY_MS = 20

export function createWatch(): Watch {
  // No Set: while calls come and go, V8 would keep many that have gone. See passing.ts.
  const underWay: WatchedCall[] = []
  let timer: NodeJS.Timeout | null = null

  function end(call: WatchedCall): void {
    call.onEnd = null
    if (underWay[call.place] !== call) return
    const last = underWay.pop()
    if (last === undefined || last === call) return
    underWay[call.place] = last
    last.place = call.place
  }

  function giveUp(call: WatchedCall, reason: Error): void {
    call.giveUp(reason)
    endWait(call, reason)
    end(call)
  }

  function look(): void {
    const time = performance.now()
    // A copy, since calls end here.
    for (const call of [...underWay]) {
      const { request } = call
      if (request.signal.aborted && !isCommand(request)) giveUp(call, abandoned(request.signal.reason))
      else if (time >= call.endsAt) giveUp(call, timedOut(request, true))
    }
    if (underWay.length > 0) timer?.refresh()
    else timer = null
  }

  return {
    begin(request, leftMs, onGivenUp) {
      const call: WatchedCall = {
        endedBy: null,
        onEnd: null,
        request,
        giveUp: onGivenUp,
        endsAt: performance.now() + leftMs,
        place: underWay.length,
      }
      underWay.push(call)
      timer ??= setTimeout(look, LOOK_EVERY_MS)
      return call
    },
    end,
  }
}
