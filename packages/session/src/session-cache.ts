// What was read about sessions, for a short while: so that a request costs no statement.

/** Values by key, never older than the cache's time. */
export interface SessionCache<T> {
  get(key: string): Promise<T>
  /** Also a reading that is under way is not trusted any more. */
  forget(key: string): void
  clear(): void
}

/** `load` reads one value; at most `max` are kept; `now` in epoch ms. */
export function createSessionCache<T>(options: {
  readonly load: (key: string) => Promise<T>
  readonly cacheMs: number
  readonly max: number
  readonly now: () => number
}): SessionCache<T> {
  const { load, cacheMs, max, now } = options
  // An age counts from before the statement was sent.
  const entries = new Map<string, { readonly since: number; readonly value: Promise<T> }>()

  function isFresh(since: number): boolean {
    const age = now() - since
    // A clock that was set back makes ages negative: read again.
    return age >= 0 && age < cacheMs
  }

  function read(key: string): Promise<T> {
    const entry = { since: now(), value: load(key) }
    entry.value.catch(() => {
      if (entries.get(key) === entry) entries.delete(key)
    })
    entries.delete(key)
    entries.set(key, entry)
    const [oldest] = entries.keys()
    if (entries.size > max && oldest !== undefined) entries.delete(oldest)
    return entry.value
  }

  return {
    get(key) {
      const entry = entries.get(key)
      return entry !== undefined && isFresh(entry.since) ? entry.value : read(key)
    },
    forget: (key) => {
      entries.delete(key)
    },
    clear: () => entries.clear(),
  }
}
