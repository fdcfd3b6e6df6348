// Waiting for a time that somebody may end.

/** Rejects with the reason of `giveUp` as soon as that aborts. */
export function pause(milliseconds: number, giveUp: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer)
      reject(giveUp.reason)
    }
    const timer = setTimeout(() => {
      giveUp.removeEventListener('abort', onAbort)
      resolve()
    }, milliseconds)
    giveUp.addEventListener('abort', onAbort, { once: true })
    if (giveUp.aborted) onAbort()
  })
}
