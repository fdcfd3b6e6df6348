// Persisted queries shared by all gateways.
import { type Log, openRedis } from '@ticketing/service-kit'
import type { OpenPersistedStore } from './open-persisted-store.js'
import { isKey, isTextOf, type PersistedStore } from './persisted-store.js'

const KEEP_SECONDS = 24 * 60 * 60

/** `memory` stands in front; what comes from Redis is believed only if its hash is right. Waits for the first connection. */
export async function openRedisStore(
  url: string,
  memory: PersistedStore,
  log: Log,
): Promise<OpenPersistedStore> {
  const redis = openRedis({ url, log, without: 'each gateway knows its own persisted queries alone' })
  await redis.tried

  const fetchText = async (key: string): Promise<string | undefined> => {
    const text = await redis.run((client) => client.get(key)).catch(() => undefined)
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
        const expiration = { type: 'EX', value: KEEP_SECONDS } as const
        await redis.run((client) => client.set(key, text, { expiration })).catch(() => undefined)
      },
    },
    async close() {
      redis.close()
    },
  }
}
