import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { openIntent } from '../testing/open-intent.js'
import { isInTimeOf, waitedFor } from './settling.rules.js'

const recordedAt = new Date('2024-08-09T12:00:00.700Z')

describe('the time of a command', () => {
  it('begins when it was recorded, and ends with its patience, as far as clocks can be trusted', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -20_000, max: 20_000 }),
        fc.nat({ max: 5_000 }),
        (afterMs, toleranceMs) => {
          const moment = new Date(recordedAt.getTime() + afterMs)
          const within = isInTimeOf(openIntent({ recordedAt, patienceMs: 10_000 }), moment, toleranceMs)
          expect(within).toBe(afterMs >= -toleranceMs && afterMs <= 10_000 + toleranceMs)
        },
      ),
    )
  })

  it('takes in the moment at which the backend did it, which it tells without its fraction', () => {
    expect(isInTimeOf(openIntent({ recordedAt }), new Date('2024-08-09T12:00:00Z'), 1_000)).toBe(true)
  })

  it('takes in no moment that is not told', () => {
    expect(isInTimeOf(openIntent(), null, 1_000)).toBe(false)
  })
})

describe('waiting', () => {
  it('for somebody to ask ends sooner than for an answer', () => {
    const after = (minutes: number) => openIntent({ remainingMs: -minutes * 60_000 })
    expect([1, 3].map((minutes) => waitedFor(after(minutes), 'somebody to ask'))).toEqual([false, true])
    expect([3, 16].map((minutes) => waitedFor(after(minutes), 'an answer'))).toEqual([false, true])
  })
})
