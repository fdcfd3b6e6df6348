import { describe, expect, it } from '@jest/globals'
import { refuseInStep } from './refuse-in-step.js'

/** How long work that takes so long and ends so is held up, all in all, by a clock that only moves with it. */
async function timeOf(takesMs: number, how: 'fails' | 'succeeds', stepMs = 80): Promise<number> {
  let time = 1_000_013
  const step = { stepMs, now: () => time, wait: async (ms: number) => (time += ms) }
  const startedAt = time
  const work = async () => {
    time += takesMs
    if (how === 'fails') throw new Error('refused')
    return 'in'
  }
  const result = refuseInStep(step, work)
  if (how === 'fails') await expect(result).rejects.toThrow('refused')
  else expect(await result).toBe('in')
  return time - startedAt
}

describe('refuseInStep', () => {
  it('lets a failure out at the next step, so that a quick one takes as long as a slow one', async () => {
    for (const takesMs of [0, 20, 79]) expect(await timeOf(takesMs, 'fails')).toBe(80)
    expect(await timeOf(100, 'fails')).toBe(160)
  })

  it('holds no success back', async () => {
    expect(await timeOf(20, 'succeeds')).toBe(20)
  })

  it('holds nothing back without a step', async () => {
    expect(await timeOf(20, 'fails', 0)).toBe(20)
  })

  it('waits by the clock unless it is told otherwise', async () => {
    const step = { stepMs: 5, now: () => performance.now() }
    const startedAt = performance.now()
    await expect(refuseInStep(step, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
    expect(performance.now() - startedAt).toBeGreaterThan(4)
  })
})
