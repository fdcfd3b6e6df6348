// Work that nobody waits for, except the end of the process.
import { setMaxListeners } from 'node:events'

const LAST_MS = 1_000

export interface Background {
  /** Aborts a second after the process began to end. */
  readonly closing: AbortSignal
  /** `work` must not reject. */
  add(work: Promise<void>): void
  /** The process begins to end. */
  end(): void
  /** Waits for what is under way. */
  close(): Promise<void>
}

export function createBackground(): Background {
  const closing = new AbortController()
  // All that is under way listens.
  setMaxListeners(0, closing.signal)
  const underWay = new Set<Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  return {
    closing: closing.signal,
    add(work) {
      underWay.add(work)
      work.finally(() => underWay.delete(work))
    },
    end() {
      timer = setTimeout(() => closing.abort(new Error('the process ends')), LAST_MS)
    },
    async close() {
      await Promise.all(underWay)
      clearTimeout(timer)
    },
  }
}
