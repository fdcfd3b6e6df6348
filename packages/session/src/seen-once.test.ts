import { describe, expect, it } from '@jest/globals'
import { createSeenOnce } from './seen-once.js'

function setUp(max = 100) {
  const clock = { time: 0 }
  return { clock, seen: createSeenOnce({ now: () => clock.time, max }) }
}

describe('createSeenOnce', () => {
  it('knows an id again until it expires', () => {
    const { clock, seen } = setUp()
    expect([seen.markSeen('a', 10), seen.markSeen('a', 10), seen.markSeen('b', 10)]).toEqual([
      true,
      false,
      true,
    ])
    clock.time = 9
    expect(seen.markSeen('a', 10)).toBe(false)
    clock.time = 10
    expect(seen.markSeen('a', 20)).toBe(true)
  })

  it('forgets the oldest beyond its size, and only that', () => {
    const { seen } = setUp(3)
    for (const id of ['a', 'b', 'c', 'd']) seen.markSeen(id, 10)
    expect(['d', 'c', 'b', 'a'].map((id) => seen.markSeen(id, 10))).toEqual([false, false, false, true])
  })
})
