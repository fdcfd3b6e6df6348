import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createPassing } from './passing.js'

const key = fc.constantFrom('a', 'b', 'c')
const value = fc.integer({ min: 1, max: 3 })
const step = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.constant('add' as const), key, value) },
  { weight: 5, arbitrary: fc.tuple(fc.constant('remove' as const), key, value) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('clear' as const), key, value) },
)

describe('createPassing', () => {
  it('holds what a Map would hold, whatever comes and goes', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
        const passing = createPassing<number>()
        const model = new Map<string, number>()
        for (const [what, at, of] of steps) {
          passing[what](at, of)
          if (what === 'add') model.set(at, of)
          else if (what === 'clear') model.clear()
          else if (model.get(at) === of) model.delete(at)
          for (const each of ['a', 'b', 'c']) expect(passing.get(each)).toBe(model.get(each))
        }
      }),
    )
  })
})
