import { describe, expect, it } from '@jest/globals'
import { operationNameFor } from './operation-name.js'

describe('operationNameFor', () => {
  it.each([
    ['query A { a }', 'Old', 'A'],
    ['{ a }', 'Old', undefined],
    ['query A { a } query B { b }', 'B', 'B'],
    ['query A {', 'A', 'A'],
    ['fragment F on T { a }', null, undefined],
  ])('of %p with %p chosen is %p', (query, chosen, name) => {
    expect(operationNameFor(query, chosen)).toBe(name)
  })
})
