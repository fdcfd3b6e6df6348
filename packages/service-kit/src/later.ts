// For tests: a promise that somebody else settles (Promise.withResolvers came with Node 22).

/** A promise and its two ends. */
export interface Later<T> {
  readonly promise: Promise<T>
  resolve(value: T): void
  reject(error: Error): void
}

/** Unsettled until one end is called. */
export function later<T = void>(): Later<T> {
  const ends: Partial<Later<T>> = {}
  const promise = new Promise<T>((resolve, reject) => Object.assign(ends, { resolve, reject }))
  return Object.assign(ends, { promise }) as Later<T>
}
