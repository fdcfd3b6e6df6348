// Every wait on the way to a lock ends by the same deadline.

import type { KeyQueue } from './key-queue.js'
import { conflict } from './lock-failures.js'
import { createPatience } from './patience.js'

/** `deadline` (epoch ms) and `signal` bound the wait only: work that has begun keeps its lock until it settles. */
export interface LockOptions {
  readonly deadline: number
  readonly signal?: AbortSignal
}

/** `onTimeout` makes what is thrown at the deadline, `graceMs` (default 0) after it. */
export interface Wait extends LockOptions {
  readonly onTimeout: () => Error
  readonly graceMs?: number
}

/** A place in one line. */
export interface Line {
  readonly queue: KeyQueue
  readonly key: string
}

/** Waits with a clock of the caller's (epoch ms). */
export interface LockWaits {
  /** Hands `wait` the signal that ends it. Throws CONFLICT when the deadline has passed or the wait's own signal aborts. */
  patiently<T>(options: Wait, wait: (giveUp: AbortSignal) => Promise<T>): Promise<T>
  /** Takes part in the line, and leaves it when `work` has settled. */
  inLine<T>(line: Line, options: Wait, work: () => Promise<T>): Promise<T>
}

export function createLockWaits(now: () => number): LockWaits {
  const patiently: LockWaits['patiently'] = async ({ deadline, signal, onTimeout, graceMs = 0 }, wait) => {
    const remainingMs = deadline - now()
    if (remainingMs <= 0) throw conflict()
    const forMs = remainingMs + graceMs
    const patience = createPatience({ forMs, onTimeout, leaving: signal, onLeaving: conflict })
    return wait(patience.signal).finally(patience.end)
  }
  return {
    patiently,
    async inLine({ queue, key }, options, work) {
      // Mostly there is no line, and then no need of a clock.
      const gone = options.deadline <= now() || options.signal?.aborted === true
      const entered = gone ? null : queue.tryEnter(key)
      const endTurn = entered ?? (await patiently(options, (giveUp) => queue.enter(key, giveUp)))
      try {
        return await work()
      } finally {
        endTurn()
      }
    },
  }
}
