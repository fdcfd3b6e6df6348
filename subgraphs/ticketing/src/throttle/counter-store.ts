// Counters in Redis, so that all instances count together. Slow or dead, it is as if it were not there.
import { createClient } from 'redis'

const COMMAND_MS = 100
const REST_MS = 1_000
const RECONNECT_MS = { first: 100, longest: 5_000 }

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

interface StoreLog {
  warn(facts: object, message: string): void
}

function within<T>(milliseconds: number, command: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`Redis did not answer within ${milliseconds} ms`)),
      milliseconds,
    )
  })
  return Promise.race([command, late]).finally(() => clearTimeout(timer))
}

/** Does not wait for the connection; it goes on trying behind. After a failed command Redis rests for a second. */
export function openCounterStore(url: string, log: StoreLog): OpenCounterStore {
  const client = createClient({
    url,
    // A command that cannot be sent now fails now.
    disableOfflineQueue: true,
    commandsQueueMaxLength: 1_000,
    socket: {
      connectTimeout: 2_000,
      reconnectStrategy: (attempt) => Math.min(RECONNECT_MS.first * 2 ** attempt, RECONNECT_MS.longest),
    },
  })
  client.on('error', (err) => log.warn({ err }, 'Redis cannot be reached: logins are counted here alone'))
  client.connect().catch(() => undefined)
  let restingUntil = 0
  return {
    get isReady() {
      return client.isReady && performance.now() >= restingUntil
    },
    async eval(script, options) {
      try {
        return await within(COMMAND_MS, client.eval(script, options))
      } catch (err) {
        restingUntil = performance.now() + REST_MS
        log.warn({ err }, 'Redis does not answer: logins are counted here alone')
        throw err
      }
    },
    close: () => client.destroy(),
  }
}
