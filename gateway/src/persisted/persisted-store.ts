// The texts of automatic persisted queries by their hash.
import { createHash } from 'node:crypto'

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
  const texts = new Map<string, string>()
  let total = 0

  const forget = (key: string): void => {
    total -= texts.get(key)?.length ?? 0
    texts.delete(key)
  }
  const keep = (key: string, text: string): void => {
    forget(key)
    texts.set(key, text)
    total += text.length
    for (const oldest of texts.keys()) {
      if (texts.size <= entries && total <= characters) return
      forget(oldest)
    }
  }

  return {
    async get(key) {
      const text = texts.get(key)
      if (text !== undefined) keep(key, text)
      return text
    },
    async set(key, text) {
      if (isKey(key)) keep(key, text)
    },
  }
}
