import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { openIntent } from '../testing/open-intent.js'
import { isWithinReach, waitedFor } from './settling.rules.js'

const recordedAt = new Date('2024-08-09T12:00:00.700Z')

describe('the reach of a command', () => {
  it('begins with the second in which it was recorded, and ends with its patience', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (afterMs) => {
        const moment = new Date(recordedAt.getTime() + afterMs)
        const within = isWithinReach(moment, openIntent({ recordedAt, patienceMs: 10_000 }))
        expect(within).toBe(afterMs >= -1_000 && afterMs <= 10_000)
      }),
    )
  })

  it('takes in the moment at which the backend did it, which it tells without its fraction', () => {
    expect(isWithinReach(new Date('2024-08-09T12:00:00Z'), openIntent({ recordedAt }))).toBe(true)
  })

  it('takes in no moment that is not told', () => {
    expect(isWithinReach(null, openIntent())).toBe(false)
  })
})

describe('waiting', () => {
  it('for somebody to ask ends sooner than for an answer', () => {
    const after = (minutes: number) => openIntent({ remainingMs: -minutes * 60_000 })
    expect([1, 3].map((minutes) => waitedFor(after(minutes), 'somebody to ask'))).toEqual([false, true])
    expect([3, 16].map((minutes) => waitedFor(after(minutes), 'an answer'))).toEqual([false, true])
  })
})
