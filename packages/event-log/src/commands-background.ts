// Work that nobody waits for, except the end of the process.
import { unlessAborted } from '@ticketing/service-kit'

const LAST_MS = 1_000

export interface Background {
  /** Aborts a second after the process began to end. */
  readonly closing: AbortSignal
  /** `work` must not reject. */
  add(work: Promise<void>): void
  close(): Promise<void>
}

export function createBackground(): Background {
  const controller = new AbortController()
  const underWay = new Set<Promise<void>>()
  return {
    closing: controller.signal,
    add(work) {
      underWay.add(work)
      work.finally(() => underWay.delete(work))
    },
    async close() {
      await unlessAborted(AbortSignal.timeout(LAST_MS), Promise.all(underWay)).catch(() => undefined)
      controller.abort(new Error('the process ends'))
      await Promise.all(underWay)
    },
  }
}
