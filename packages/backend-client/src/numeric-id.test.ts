import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { parseNumericId } from './numeric-id.js'

describe('parseNumericId', () => {
  it('refuses any text that is not the writing of a number it would return', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer().map(String)), (text) => {
        const id = parseNumericId(text)
        expect(id === null || (id > 0 && String(id) === text)).toBe(true)
      }),
    )
  })
})
