import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from '@jest/globals'
import { refuseInStep } from './refuse-in-step.js'

const STEP = { stepMs: 80, now: () => performance.now() }

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await refuseInStep(STEP, work).catch(() => undefined)
  return performance.now() - startedAt
}

const failAfter = async (milliseconds: number) => {
  await sleep(milliseconds)
  throw new Error('refused')
}

describe('refuseInStep', () => {
  it('lets a failure out at the next step, so that a quick one takes as long as a slow one', async () => {
    for (const milliseconds of [0, 20, 50]) {
      const time = await timeOf(() => failAfter(milliseconds))
      expect(time).toBeGreaterThanOrEqual(78)
      expect(time).toBeLessThan(150)
    }
    expect(await timeOf(() => failAfter(100))).toBeGreaterThanOrEqual(158)
  })

  it('holds no success back', async () => {
    expect(await timeOf(async () => 'in')).toBeLessThan(70)
  })

  it('holds nothing back without a step', async () => {
    const fault = await refuseInStep({ ...STEP, stepMs: 0 }, () => failAfter(0)).catch(
      (error: unknown) => error,
    )
    expect(String(fault)).toContain('refused')
  })
})
