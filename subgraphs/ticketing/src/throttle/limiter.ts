// Counts by key over a window of time, in memory or in a store that all instances share.
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { CounterStore } from './counter-store.js'

/** Places by key; each is free again when its window ends. */
export interface Limiter {
  /** Takes one place: 0, or how many milliseconds it takes until there is one. */
  take(key: string): Promise<number>
  giveBack(key: string): Promise<void>
}

export interface LimiterOptions {
  /** Sets the limiter apart from others in the same store. */
  readonly name: string
  readonly places: number
  readonly seconds: number
  /** Null: in memory, for this process alone. */
  readonly store: CounterStore | null
}

function createCounter({ name, places, seconds, store }: LimiterOptions) {
  const options = { keyPrefix: `ticketing:${name}`, points: places, duration: seconds }
  const memory = new RateLimiterMemory(options)
  if (store === null) return memory
  return new RateLimiterRedis({
    ...options,
    storeClient: store,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    // While the store is away each instance counts for itself: nobody is refused for that.
    insuranceLimiter: memory,
  })
}

export function createLimiter(options: LimiterOptions): Limiter {
  const counter = createCounter(options)
  return {
    async take(key) {
      try {
        await counter.consume(key)
        return 0
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused
        return Math.max(1, refused.msBeforeNext)
      }
    },
    async giveBack(key) {
      await counter.reward(key)
    },
  }
}
