// One signal from two: a time limit of our own, and somebody else's signal. (AbortSignal.any keeps what it listens to.)

export interface TimeScope {
  readonly signal: AbortSignal
  /** Rejects with the reason when the signal aborts; never resolves. */
  readonly ended: Promise<never>
  /** Takes timer and listener away, so that a long-lived signal collects none. Always call it. */
  close(): void
}

export interface TimeScopeOptions {
  /** Milliseconds. */
  readonly leftMs: number
  /** The reason when time is over. */
  readonly late: () => Error
  /** Null: only time ends it. */
  readonly signal: AbortSignal | null
  /** The reason when the signal aborts. */
  readonly left: (reason: unknown) => Error
}

export function openTimeScope({ leftMs, late, signal, left }: TimeScopeOptions): TimeScope {
  const controller = new AbortController()
  const ended = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true })
  })
  // Whoever does not race it is told by the signal.
  ended.catch(() => {})
  const timer = setTimeout(() => controller.abort(late()), leftMs)
  const leave = () => controller.abort(left(signal?.reason))
  signal?.addEventListener('abort', leave, { once: true })
  if (signal?.aborted) leave()
  return {
    signal: controller.signal,
    ended,
    close() {
      clearTimeout(timer)
      signal?.removeEventListener('abort', leave)
    },
  }
}
