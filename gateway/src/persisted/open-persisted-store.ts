// Which store the settings ask for.
import type { Log } from '@ticketing/service-kit'
import type { GatewaySettings } from '../settings.js'
import { createMemoryStore, type PersistedStore } from './persisted-store.js'
import { openRedisStore } from './redis-store.js'

export interface OpenPersistedStore {
  readonly store: PersistedStore
  close(): Promise<void>
}

/** Null when persisted queries are off. With Redis all gateways share one store; without, each has its own. */
export async function openPersistedStore(
  { PERSISTED_QUERIES, REDIS_URL }: Pick<GatewaySettings, 'PERSISTED_QUERIES' | 'REDIS_URL'>,
  log: Log,
): Promise<OpenPersistedStore | null> {
  if (PERSISTED_QUERIES === 'off') return null
  const memory = createMemoryStore()
  return REDIS_URL === undefined
    ? { store: memory, close: async () => {} }
    : openRedisStore(REDIS_URL, memory, log)
}
