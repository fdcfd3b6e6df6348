// Remembers whether the backend answers at all. Closed: everybody passes. Open: nobody. Half open: one, as a probe.
import type { BackendLog } from './options.js'

export interface Breaker {
  /** A pass for one call, or null while the backend is taken for dead. */
  enter(): Pass | null
}

/** How one call went; exactly one of the three is to be called. */
export interface Pass {
  answered(): void
  failed(): void
  /** The caller left first, so nothing was learned. */
  unknown(): void
}

export interface BreakerOptions {
  readonly now: () => number
  readonly log: BackendLog
  /** So many failures in a row open it. */
  readonly failures: number
  /** Milliseconds without a call before one is let through, and until the next if that one has not come back. */
  readonly coolDownMs: number
}

export function createBreaker({ now, log, failures, coolDownMs }: BreakerOptions): Breaker {
  let inARow = 0
  let openUntil: number | null = null

  const open = () => {
    if (openUntil === null)
      log.warn({ failures: inARow }, 'backend does not answer: calls are refused for a while')
    openUntil = now() + coolDownMs
  }
  const close = () => {
    if (openUntil !== null) log.info({}, 'backend answers again')
    inARow = 0
    openUntil = null
  }
  const failed = () => {
    inARow += 1
    if (inARow >= failures) open()
  }
  const usual: Pass = { answered: close, failed, unknown() {} }
  const probe: Pass = {
    ...usual,
    unknown() {
      // It learned nothing: the next caller is the probe.
      if (openUntil !== null) openUntil = now()
    },
  }

  return {
    enter() {
      if (openUntil === null) return usual
      if (now() < openUntil) return null
      openUntil = now() + coolDownMs
      return probe
    },
  }
}
