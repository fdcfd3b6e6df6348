// Values by key that come and go all the time. A Map of the values themselves would keep what has gone until the next
// full collection, since V8 chains its outgrown tables: half of a call's cost was that. So the Map holds places only.

export interface Passing<V> {
  get(key: string): V | undefined
  /** In place of any other of this key. */
  add(key: string, value: V): void
  /** Unless the key has another value by now. */
  remove(key: string, value: V): void
  clear(): void
}

export function createPassing<V>(): Passing<V> {
  const places = new Map<string, number>()
  const values: (V | undefined)[] = []
  const free: number[] = []
  return {
    get(key) {
      const place = places.get(key)
      return place === undefined ? undefined : values[place]
    },
    add(key, value) {
      const place = places.get(key) ?? free.pop() ?? values.length
      places.set(key, place)
      values[place] = value
    },
    remove(key, value) {
      const place = places.get(key)
      if (place === undefined || values[place] !== value) return
      places.delete(key)
      values[place] = undefined
      free.push(place)
    },
    clear() {
      places.clear()
      values.length = 0
      free.length = 0
    },
  }
}
