// Counts what comes in, so that a test can wait for so much of it.

export interface Tally {
  add(count: number): void
  /** Resolves when that many more have come; rejects when it fails before. */
  more(count: number): Promise<void>
  /** Nothing will come any more: whoever waits is told why. */
  fail(fault: Error): void
}

export function createTally(): Tally {
  let count = 0
  let failure: Error | null = null
  let look: () => void = () => undefined
  return {
    add(more) {
      count += more
      look()
    },
    more(wanted) {
      const goal = count + wanted
      return new Promise((resolve, reject) => {
        look = () => {
          if (failure !== null) reject(failure)
          else if (count >= goal) resolve()
        }
        look()
      })
    },
    fail(fault) {
      failure ??= fault
      look()
    },
  }
}
