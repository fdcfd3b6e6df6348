// A map that forgets: bounded by count and by bytes, the least recently used go first.

export interface BoundedMapOptions {
  readonly maxCount: number
  readonly maxBytes: number
  /** Called once for each entry that had to go. */
  readonly onEvicted?: () => void
}

interface Entry<V> {
  readonly value: V
  readonly bytes: number
}

export class BoundedMap<V> {
  readonly #entries = new Map<string, Entry<V>>()
  readonly #options: BoundedMapOptions
  #newest: Entry<V> | undefined
  #bytes = 0

  constructor(options: BoundedMapOptions) {
    this.#options = options
  }

  get count(): number {
    return this.#entries.size
  }

  get(key: string): V | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined) return undefined
    // The map's order is the order of use. Most often the newest is asked for again, and nothing need be moved.
    if (entry !== this.#newest) {
      this.#entries.delete(key)
      this.#entries.set(key, entry)
      this.#newest = entry
    }
    return entry.value
  }

  /** Without counting as use. */
  peek(key: string): V | undefined {
    return this.#entries.get(key)?.value
  }

  /** `bytes` is an estimate of all that the entry keeps alive. What is larger than the whole map is not kept. */
  set(key: string, value: V, bytes: number): void {
    const { maxBytes } = this.#options
    this.delete(key)
    if (bytes > maxBytes) return
    const entry = { value, bytes }
    this.#entries.set(key, entry)
    this.#newest = entry
    this.#bytes += bytes
    this.#makeRoom()
  }

  delete(key: string): void {
    const entry = this.#entries.get(key)
    if (entry === undefined) return
    this.#entries.delete(key)
    this.#bytes -= entry.bytes
  }

  /** Most recently used first. */
  values(): V[] {
    return [...this.#entries.values()].reverse().map(({ value }) => value)
  }

  #makeRoom(): void {
    const { maxCount, maxBytes, onEvicted } = this.#options
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= maxCount && this.#bytes <= maxBytes) return
      this.delete(key)
      onEvicted?.()
    }
  }
}
