// Persisted queries shared by all gateways. Redis only ever helps: slow, full or dead, it is as if it were not there.
import type { Log } from '@ticketing/service-kit'
import { createClient } from 'redis'
import type { OpenPersistedStore } from './open-persisted-store.js'
import { isKey, isTextOf, type PersistedStore } from './persisted-store.js'

const COMMAND_MS = 100
const REST_MS = 1_000
const KEEP_SECONDS = 24 * 60 * 60
const RECONNECT_MS = { first: 100, longest: 5_000 }

/** Runs one command for at most 100 ms. After a failure Redis is left alone for a second: no request waits for it. */
function createBoundedCommands(log: Log) {
  let restingUntil = 0
  return async <T>(command: () => Promise<T>): Promise<T | undefined> => {
    if (performance.now() < restingUntil) return undefined
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${COMMAND_MS} ms`)), COMMAND_MS)
    })
    try {
      return await Promise.race([command(), late])
    } catch (err) {
      restingUntil = performance.now() + REST_MS
      log.warn({ err }, 'Redis does not answer; going on without it')
      return undefined
    } finally {
      clearTimeout(timer)
    }
  }
}

function createRedis(url: string, log: Log) {
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
  client.on('error', (err) => log.warn({ err }, 'Redis cannot be reached'))
  return client
}

/** Waits for the first connection, or the first failure; it goes on trying behind. */
async function firstTry(client: ReturnType<typeof createRedis>): Promise<void> {
  const failed = new Promise<void>((resolve) => {
    client.once('error', () => resolve())
  })
  const connected = client.connect().then(
    () => {},
    () => {},
  )
  await Promise.race([connected, failed])
}

/** `memory` stands in front; what comes from Redis is believed only if its hash is right. */
export async function openRedisStore(
  url: string,
  memory: PersistedStore,
  log: Log,
): Promise<OpenPersistedStore> {
  const client = createRedis(url, log)
  await firstTry(client)
  const bounded = createBoundedCommands(log)

  const fetchText = async (key: string): Promise<string | undefined> => {
    const text = await bounded(() => client.get(key))
    if (typeof text !== 'string' || !isTextOf(key, text)) return undefined
    await memory.set(key, text)
    return text
  }

  return {
    store: {
      async get(key) {
        if (!isKey(key)) return undefined
        return (await memory.get(key)) ?? fetchText(key)
      },
      async set(key, text) {
        if (!isKey(key)) return
        await memory.set(key, text)
        await bounded(() => client.set(key, text, { expiration: { type: 'EX', value: KEEP_SECONDS } }))
      },
    },
    async close() {
      client.destroy()
    },
  }
}
