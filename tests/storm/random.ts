// Chance that can be had again: the same seed gives the same storm, as far as the machine lets it.

export interface Random {
  /** A whole number from 0, less than `limit`. */
  below(limit: number): number
  /** Throws a RangeError for an empty list. */
  pick<T>(list: readonly T[]): T
}

/** Mulberry32: 32 bits of state are plenty for choosing victims. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    pick<T>(list: readonly T[]): T {
      if (list.length === 0) throw new RangeError('There is nothing to pick from.')
      return list[below(list.length)] as T
    },
  }
}
