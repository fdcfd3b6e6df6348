// The texts of automatic persisted queries by their hash.
import { createHash } from 'node:crypto'
import { BoundedMap } from '../operations/bounded-map.js'

/** Keys are `apq:<sha-256 in hex>`. Never rejects: a failure is a miss. */
export interface PersistedStore {
  get(key: string): Promise<string | undefined>
  set(key: string, text: string): Promise<void>
}

const KEY = /^apq:([0-9a-f]{64})$/

/** Whether `text` is what `key` stands for. Anybody may have written to a shared store. */
export function isTextOf(key: string, text: string): boolean {
  return KEY.exec(key)?.[1] === createHash('sha256').update(text).digest('hex')
}

export const isKey = (key: string): boolean => KEY.test(key)

export interface MemoryLimits {
  /** Default 2 000 texts. */
  readonly entries?: number
  /** All texts together, in characters. Default 10 million. */
  readonly characters?: number
}

/** In this process: bounded, least recently used out first. */
export function createMemoryStore({
  entries = 2_000,
  characters = 10_000_000,
}: MemoryLimits = {}): PersistedStore {
  const texts = new BoundedMap<string>({ maxCount: entries, maxBytes: characters })
  return {
    get: async (key) => texts.get(key),
    async set(key, text) {
      if (isKey(key)) texts.set(key, text, text.length)
    },
  }
}
