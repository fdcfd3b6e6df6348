/** Lists are remembered this long and never dropped before: a new product or a sale shows late. */
const lifetimeMs = 30_000
/** Above this all is forgotten, so that odd queries cannot fill the memory. */
const mostLists = 2000

/** Remembers answers by key. Absent answers are not remembered. */
interface ListCache {
  take<T>(key: string, make: () => Promise<T | undefined>): Promise<T | undefined>
}

export const createListCache = (now: () => Date): ListCache => {
  const kept = new Map<string, { value: unknown; endsAt: number }>()
  return {
    take: async <T>(key: string, make: () => Promise<T | undefined>) => {
      const time = now().getTime()
      for (const [other, entry] of kept) if (entry.endsAt <= time) kept.delete(other)
      const hit = kept.get(key)
      // The key names the kind of list, so what lies under it is what `make` would have made.
      if (hit) return hit.value as T
      const value = await make()
      if (kept.size >= mostLists) kept.clear()
      if (value !== undefined) kept.set(key, { value, endsAt: time + lifetimeMs })
      return value
    },
  }
}
