// Redis, where it only ever helps: slow, full or dead, it is as if it were not there, and nobody waits for it.

import { within } from './within.js'

const COMMAND_MS = 100
const REST_MS = 1_000
const CONNECT_MS = 2_000
const MOST_WAITING = 1_000
const RECONNECT_MS = { first: 100, longest: 5_000 }

async function createRedisClient(url: string) {
  // Hundreds of files, of which a process without Redis needs none.
  const { createClient } = await import('redis')
  return createClient({
    url,
    // A command that cannot be sent now fails now.
    disableOfflineQueue: true,
    commandsQueueMaxLength: MOST_WAITING,
    socket: {
      connectTimeout: CONNECT_MS,
      reconnectStrategy: (attempt) => Math.min(RECONNECT_MS.first * 2 ** attempt, RECONNECT_MS.longest),
    },
  })
}

type RedisClient = Awaited<ReturnType<typeof createRedisClient>>

export interface RedisOptions {
  readonly url: string
  readonly log: { warn(facts: object, message: string): void }
  /** How it goes on without Redis, for the log. */
  readonly without: string
}

/** A connection that comes back by itself. */
export interface Redis {
  /** False while it cannot be used, or has failed a moment ago. */
  readonly isReady: boolean
  /** Resolves at the first connection, or the first failure; it goes on trying behind. Never rejects. */
  readonly tried: Promise<void>
  /** Rejects after 100 ms, and at once while it is not ready. After a failed command Redis is left alone for a second. */
  run<T>(command: (client: RedisClient) => Promise<T>): Promise<T>
  close(): void
}

/** Does not wait for the connection. */
export function openRedis({ url, log, without }: RedisOptions): Redis {
  let client: RedisClient | null = null
  let restingUntil = 0
  let isClosed = false

  async function connect(): Promise<void> {
    const opened = await createRedisClient(url)
    if (isClosed) return
    client = opened
    const failed = new Promise<void>((resolve) => {
      opened.on('error', (err) => {
        log.warn({ err }, `Redis cannot be reached: ${without}`)
        resolve()
      })
    })
    await Promise.race([
      failed,
      opened.connect().then(
        () => undefined,
        () => undefined,
      ),
    ])
  }

  const isReady = () => client?.isReady === true && performance.now() >= restingUntil
  return {
    get isReady() {
      return isReady()
    },
    tried: connect(),
    async run(command) {
      if (client === null || !isReady()) throw new Error('Redis is not ready')
      try {
        return await within(COMMAND_MS, command(client), `Redis did not answer within ${COMMAND_MS} ms`)
      } catch (err) {
        restingUntil = performance.now() + REST_MS
        log.warn({ err }, `Redis does not answer: ${without}`)
        throw err
      }
    },
    close() {
      isClosed = true
      client?.destroy()
    },
  }
}
