/** One sentence for the person in front of the page, until it is put away or another takes its place. */
export interface Notice {
  get(): string | null
  show(text: string | null): void
  subscribe(listener: () => void): () => void
}

export function createNotice(): Notice {
  let current: string | null = null
  const listeners = new Set<() => void>()
  return {
    get: () => current,
    show(text) {
      current = text
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
