import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { WEBHOOK_PACE } from './pace.js'
import { isGivenUp, pauseAfter } from './retry.rules.js'

const attempt = fc.integer({ min: 1, max: 100_000 })
const random = fc.double({ min: 0, max: 1, noNaN: true })

describe('the pause before the next attempt', () => {
  it('is between half and all of what doubles each time, and never more than five minutes', () => {
    fc.assert(
      fc.property(attempt, random, (attempts, luck) => {
        const whole = Math.min(300_000, 1000 * 2 ** (attempts - 1))
        const pause = pauseAfter(attempts, WEBHOOK_PACE, luck)
        expect(pause).toBeGreaterThanOrEqual(Math.floor(whole / 2))
        expect(pause).toBeLessThanOrEqual(whole)
      }),
    )
  })
})

describe('an event that fails again and again', () => {
  it('is given up after a day, and ten attempts', () => {
    const day = 24 * 60 * 60 * 1000
    expect(isGivenUp({ attempts: 10, triedForMs: day }, WEBHOOK_PACE)).toBe(true)
    expect(isGivenUp({ attempts: 9, triedForMs: 9 * day }, WEBHOOK_PACE)).toBe(false)
    expect(isGivenUp({ attempts: 1000, triedForMs: day - 1 }, WEBHOOK_PACE)).toBe(false)
  })
})
