// Looks after all calls that are under way with one timer: has their time run out, or has their caller left? A timer
// and a listener for each call would cost more than sending it.
import { performance } from 'node:perf_hooks'

/** One call under way. */
export interface Watched {
  /** The caller's; null where his leaving changes nothing. */
  readonly signal: AbortSignal | null
  /** By the clock of `performance.now()`. */
  readonly endsAt: number
  left(reason: unknown): void
  late(): void
}

export interface Watch {
  /** `leftMs` from now on. */
  endsIn(leftMs: number): number
  begin(call: Watched): void
  end(call: Watched): void
}

/** How much later than it happens a caller's leaving or the end of his time is noticed, at most. */
const LOOK_EVERY_MS = 20

export function createWatch(): Watch {
  const underWay = new Set<Watched>()
  let timer: NodeJS.Timeout | null = null

  function look(): void {
    const time = performance.now()
    for (const call of underWay) {
      if (call.signal?.aborted) call.left(call.signal.reason)
      else if (time >= call.endsAt) call.late()
    }
    if (underWay.size > 0) timer?.refresh()
    else timer = null
  }

  return {
    endsIn: (leftMs) => performance.now() + leftMs,
    begin(call) {
      underWay.add(call)
      timer ??= setTimeout(look, LOOK_EVERY_MS)
    },
    end: (call) => {
      underWay.delete(call)
    },
  }
}
