// Counters in Redis, so that all instances count together.
import { openRedis, type RedisOptions } from '@ticketing/service-kit'

/** As much of a Redis client as the limiters use. */
export interface CounterStore {
  /** False while it cannot be used, or has failed a moment ago. */
  readonly isReady: boolean
  /** Rejects after 100 ms. */
  eval(script: string, options: { readonly keys: string[]; readonly arguments: string[] }): Promise<unknown>
}

export interface OpenCounterStore extends CounterStore {
  close(): void
}

/** Does not wait for the connection; it goes on trying behind. After a failed command Redis rests for a second. */
export function openCounterStore(url: string, log: RedisOptions['log']): OpenCounterStore {
  const redis = openRedis({ url, log, without: 'logins are counted here alone' })
  return {
    get isReady() {
      return redis.isReady
    },
    eval: (script, options) => redis.run((client) => client.eval(script, options)),
    close: redis.close,
  }
}
