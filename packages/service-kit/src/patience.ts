// How long somebody waits: until a time, or until whoever asked goes away.

/** Wait with `signal`; its reason is what to throw. `end` must be called when the wait is over. */
export interface Patience {
  readonly signal: AbortSignal
  end(): void
}

/** `leaving` is the caller's own signal; `onLeaving` makes the error from its reason. */
export function createPatience(options: {
  readonly forMs: number
  readonly onTimeout: () => Error
  readonly leaving: AbortSignal | undefined
  readonly onLeaving: (reason: unknown) => Error
}): Patience {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(options.onTimeout()), Math.max(0, options.forMs))
  const leave = () => controller.abort(options.onLeaving(options.leaving?.reason))
  options.leaving?.addEventListener('abort', leave, { once: true })
  if (options.leaving?.aborted) leave()
  return {
    signal: controller.signal,
    end() {
      clearTimeout(timer)
      options.leaving?.removeEventListener('abort', leave)
    },
  }
}

/** The result of `pending`, or a rejection as soon as `giveUp` aborts; what comes after that goes to `discard`. */
export function unlessAborted<T>(
  giveUp: AbortSignal,
  pending: Promise<T>,
  discard: (late: T) => void = () => undefined,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(giveUp.reason)
    giveUp.addEventListener('abort', onAbort, { once: true })
    if (giveUp.aborted) onAbort()
    const settle = (finish: () => void) => {
      giveUp.removeEventListener('abort', onAbort)
      finish()
    }
    pending.then(
      (value) => settle(() => (giveUp.aborted ? discard(value) : resolve(value))),
      (error: unknown) => settle(() => reject(error)),
    )
  })
}
