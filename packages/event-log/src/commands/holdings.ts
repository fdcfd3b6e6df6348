// Which streams the work that runs now holds: taking one of them again would wait for itself.
import { AsyncLocalStorage } from 'node:async_hooks'

interface Holding {
  readonly stream: string
  readonly around: Holding | undefined
  ended: boolean
}

export interface Holdings {
  /** Throws an Error for a stream that the work around this call holds. */
  refuse(stream: string): void
  hold<T>(stream: string, work: () => Promise<T>): Promise<T>
}

export function createHoldings(): Holdings {
  const current = new AsyncLocalStorage<Holding>()
  return {
    refuse(stream) {
      for (let holding = current.getStore(); holding !== undefined; holding = holding.around) {
        if (holding.stream === stream && !holding.ended) {
          throw new Error(`A command on ${stream} is inside the work of another on it`)
        }
      }
    },
    async hold(stream, work) {
      const holding: Holding = { stream, around: current.getStore(), ended: false }
      try {
        return await current.run(holding, work)
      } finally {
        holding.ended = true
      }
    },
  }
}
