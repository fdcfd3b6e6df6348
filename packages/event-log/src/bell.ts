// Somebody waits for news, which may come while he is not waiting.

/** `ring` may be called at any time; `wait` resolves if it was since the last waiting, or as soon as it is. */
export interface Bell {
  ring(): void
  /** Resolves after this time anyway, and at once when the signal has aborted. */
  wait(forMs: number): Promise<void>
}

export function createBell(signal: AbortSignal): Bell {
  let rung = signal.aborted
  let wake: () => void = () => undefined
  const ring = (): void => {
    rung = true
    wake()
  }
  signal.addEventListener('abort', ring, { once: true })
  return {
    ring,
    async wait(forMs) {
      if (!rung) {
        let timer: NodeJS.Timeout | undefined
        await new Promise<void>((resolve) => {
          wake = resolve
          timer = setTimeout(resolve, forMs)
        })
        clearTimeout(timer)
      }
      rung = signal.aborted
    },
  }
}
