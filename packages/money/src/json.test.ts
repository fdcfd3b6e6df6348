import { describe, expect, it } from '@jest/globals'
import { toJsonInteger } from './json.js'

const LARGEST = BigInt(Number.MAX_SAFE_INTEGER)

describe('minor units as a JSON number', () => {
  it.each([0n, -1999n, LARGEST, -LARGEST])('passes %p unchanged', (minorUnits) => {
    expect(BigInt(toJsonInteger(minorUnits))).toBe(minorUnits)
  })

  it.each([LARGEST + 1n, -LARGEST - 1n, 10n ** 400n])(
    'refuses what a double cannot hold exactly',
    (minorUnits) => {
      expect(() => toJsonInteger(minorUnits)).toThrow(expect.objectContaining({ fault: 'OUT_OF_RANGE' }))
    },
  )
})
