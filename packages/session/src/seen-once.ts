// Remembers what has been used, for as long as it could be used again.

/** `markSeen` is true the first time, and false while the id is remembered: until `expiresAt` (epoch ms). */
export interface SeenOnce {
  markSeen(id: string, expiresAt: number): boolean
}

/** At most `max` ids: beyond it the oldest is forgotten before its time, so that a flood costs no more memory. */
export function createSeenOnce({ now, max }: { readonly now: () => number; readonly max: number }): SeenOnce {
  // In the order of arrival. Lifetimes are alike, so what expires first is always near the front.
  const seen = new Map<string, number>()

  function forgetWhile(over: (expiresAt: number) => boolean): void {
    for (const [id, expiresAt] of seen) {
      if (!over(expiresAt)) return
      seen.delete(id)
    }
  }

  return {
    markSeen(id, expiresAt) {
      forgetWhile((end) => end <= now())
      if ((seen.get(id) ?? 0) > now()) return false
      forgetWhile(() => seen.size >= max)
      seen.set(id, expiresAt)
      return true
    },
  }
}
