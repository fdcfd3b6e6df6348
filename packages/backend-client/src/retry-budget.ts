// How many retries there may be: a share of all calls, so that a sick backend is not met with a multiple of its load.

export interface RetryBudget {
  /** Says that a call was made. */
  earn(): void
  /** Takes one retry, if there is one. */
  spend(): boolean
}

/** `share`: retries per call; `burst`: how many may be saved up, and what there is at the start. */
export function createRetryBudget({ share, burst }: { share: number; burst: number }): RetryBudget {
  let left = burst
  return {
    earn() {
      left = Math.min(burst, left + share)
    },
    spend() {
      if (left < 1) return false
      left -= 1
      return true
    },
  }
}
