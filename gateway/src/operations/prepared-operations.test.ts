import { describe, expect, it } from '@jest/globals'
import { parse } from 'graphql'
import { createPreparedOperations } from './prepared-operations.js'

function counting(options = {}) {
  const kept = createPreparedOperations<number>(options)
  let made = 0
  const get = (text: string, name: string | null = null) => kept.get(parse(text), name, () => ++made)
  return { get, kept }
}

describe('createPreparedOperations', () => {
  it('takes documents that differ in white space and comments for one', () => {
    const { get } = counting()
    expect(get('{ a, b }')).toBe(1)
    expect(get('{\n  a # first\n  b\n}')).toBe(1)
    expect(get('{ a c }')).toBe(2)
  })

  it('keeps the operations of one document apart', () => {
    const { get } = counting()
    const text = 'query A { a } query B { b }'
    expect([get(text, 'A'), get(text, 'B'), get(text, 'A')]).toEqual([1, 2, 1])
  })

  it.each([
    ['count', { maxCount: 2 }],
    ['bytes', { maxBytes: 10_000 }],
  ])('drops the least recently used beyond its limit of %s', (_what, options) => {
    const { get, kept } = counting(options)
    expect([get('{ a }'), get('{ b }'), get('{ a }'), get('{ c }'), get('{ a }'), get('{ b }')]).toEqual([
      1, 2, 1, 3, 1, 4,
    ])
    expect(kept.count).toBe(2)
  })

  it('keeps nothing of an operation that could not be prepared', () => {
    const { get, kept } = counting()
    const fail = () => {
      throw new Error('no plan')
    }
    expect(() => kept.get(parse('{ a }'), null, fail)).toThrow('no plan')
    expect(get('{ a }')).toBe(1)
  })
})
