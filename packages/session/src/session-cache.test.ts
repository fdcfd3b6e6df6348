import { describe, expect, it } from '@jest/globals'
import { createSessionCache } from './session-cache.js'

function setUp(max = 100) {
  const clock = { time: 1_000_000 }
  const reads: string[] = []
  const answers: ((value: number) => void)[] = []
  const cache = createSessionCache<number>({
    load: (key) => {
      reads.push(key)
      return new Promise((resolve) => answers.push(resolve))
    },
    cacheMs: 10_000,
    max,
    now: () => clock.time,
  })
  return { clock, reads, answers, cache }
}

describe('createSessionCache', () => {
  it('reads once for all who ask at the same time', async () => {
    const { cache, reads, answers } = setUp()
    const asked = [cache.get('a'), cache.get('a')]
    answers[0]?.(1)
    expect(await Promise.all(asked)).toEqual([1, 1])
    expect(reads).toEqual(['a'])
  })

  it('counts the age from before the reading', async () => {
    const { cache, reads, answers, clock } = setUp()
    const first = cache.get('a')
    clock.time += 9_000
    answers[0]?.(1)
    await first
    clock.time += 999
    expect(await cache.get('a')).toBe(1)
    clock.time += 1
    void cache.get('a')
    expect(reads).toEqual(['a', 'a'])
  })

  it('does not keep what was being read while the value changed', async () => {
    const { cache, answers } = setUp()
    const before = cache.get('a')
    cache.forget('a')
    const after = cache.get('a')
    answers[1]?.(2)
    answers[0]?.(1)
    expect([await before, await after, await cache.get('a')]).toEqual([1, 2, 2])
  })

  it('reads again after the clock was set back', async () => {
    const { cache, reads, clock } = setUp()
    void cache.get('a')
    clock.time -= 60_000
    void cache.get('a')
    expect(reads).toHaveLength(2)
  })

  it('keeps no failure', async () => {
    let calls = 0
    const cache = createSessionCache<number>({
      load: async () => {
        calls += 1
        if (calls === 1) throw new Error('down')
        return calls
      },
      cacheMs: 10_000,
      max: 10,
      now: () => 0,
    })
    await expect(cache.get('a')).rejects.toThrow('down')
    expect(await cache.get('a')).toBe(2)
  })

  it('forgets the oldest beyond its size', () => {
    const { cache, reads } = setUp(2)
    for (const key of ['a', 'b', 'c', 'b', 'a']) void cache.get(key)
    expect(reads).toEqual(['a', 'b', 'c', 'a'])
  })
})
