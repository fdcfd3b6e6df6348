import { describe, expect, it } from '@jest/globals'
import { BoundedMap } from './bounded-map.js'

describe('BoundedMap', () => {
  it.each([
    ['count', { maxCount: 2, maxBytes: 100 }],
    ['bytes', { maxCount: 100, maxBytes: 20 }],
  ])('drops the least recently used beyond its limit of %s', (_what, limits) => {
    let evicted = 0
    const map = new BoundedMap<number>({ ...limits, onEvicted: () => (evicted += 1) })
    map.set('a', 1, 10)
    map.set('b', 2, 10)
    expect(map.get('a')).toBe(1)
    map.set('c', 3, 10)
    expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([1, undefined, 3])
    expect([map.count, evicted]).toEqual([2, 1])
  })

  it('lists the last used first', () => {
    const map = new BoundedMap<number>({ maxCount: 9, maxBytes: 99 })
    for (const number of [1, 2, 3]) map.set(String(number), number, 1)
    map.get('1')
    expect(map.values()).toEqual([1, 3, 2])
  })

  it('counts what is set again once, and keeps nothing that is larger than itself', () => {
    const map = new BoundedMap<number>({ maxCount: 9, maxBytes: 10 })
    for (let index = 0; index < 20; index++) map.set('a', index, 6)
    expect(map.get('a')).toBe(19)
    map.set('b', 1, 11)
    expect([map.get('a'), map.get('b')]).toEqual([19, undefined])
  })
})
