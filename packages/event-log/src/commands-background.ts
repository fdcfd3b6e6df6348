// Work that nobody waits for, except the end of the process.

export interface Background {
  /** Aborts when the process ends: what is under way makes no further try. */
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
      controller.abort(new Error('the process ends'))
      await Promise.all(underWay)
    },
  }
}
