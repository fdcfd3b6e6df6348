import { describe, expect, it } from '@jest/globals'
import { countInMemory } from './command-counts.js'

describe('commands that are counted in memory', () => {
  it('begin anew a minute after the first', () => {
    let time = 1_000
    const counts = countInMemory(() => time)
    expect(counts.add('a', 2)).toEqual({ count: 2, leftMs: 60_000 })
    time += 59_999
    expect(counts.add('a', 1)).toEqual({ count: 3, leftMs: 1 })
    time += 1
    expect(counts.add('a', 1)).toEqual({ count: 1, leftMs: 60_000 })
  })

  it('are forgotten of whoever has not been seen for longest, when too many others come', () => {
    const counts = countInMemory(() => 0)
    for (const key of ['a', 'b', 'a']) counts.add(key, 1)
    for (let index = 0; index < 9_999; index += 1) counts.add(`other ${index}`, 1)
    expect([counts.add('a', 1).count, counts.add('b', 1).count]).toEqual([3, 1])
  })
})
