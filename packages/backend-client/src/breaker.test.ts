import { describe, expect, it } from '@jest/globals'
import { createBreaker } from './breaker.js'

function aBreaker() {
  const clock = { now: 0 }
  const said: string[] = []
  const write = (_facts: object, message: string) => void said.push(message)
  const log = { warn: write, info: write }
  const breaker = createBreaker({ now: () => clock.now, log, failures: 3, coolDownMs: 1_000 })
  const fail = (times: number) => {
    for (let index = 0; index < times; index += 1) breaker.enter()?.failed()
  }
  return { breaker, clock, fail, said }
}

describe('createBreaker', () => {
  it('opens after so many failures in a row', () => {
    const { breaker, fail } = aBreaker()
    fail(2)
    expect(breaker.enter()).not.toBeNull()
    fail(1)
    expect(breaker.enter()).toBeNull()
  })

  it('forgets failures at the first answer', () => {
    const { breaker, fail } = aBreaker()
    fail(2)
    breaker.enter()?.answered()
    fail(2)
    expect(breaker.enter()).not.toBeNull()
  })

  it('lets one probe through after the pause, and all after its answer', () => {
    const { breaker, clock, fail, said } = aBreaker()
    fail(3)
    clock.now = 1_000
    const probe = breaker.enter()
    expect(probe).not.toBeNull()
    expect(breaker.enter()).toBeNull()
    probe?.answered()
    expect(breaker.enter()).not.toBeNull()
    expect(said).toHaveLength(2)
  })

  it('stays open when the probe fails', () => {
    const { breaker, clock, fail } = aBreaker()
    fail(3)
    clock.now = 1_000
    breaker.enter()?.failed()
    clock.now = 1_999
    expect(breaker.enter()).toBeNull()
    clock.now = 2_000
    expect(breaker.enter()).not.toBeNull()
  })

  it('makes the next call the probe when a probe learned nothing', () => {
    const { breaker, clock, fail } = aBreaker()
    fail(3)
    clock.now = 1_000
    breaker.enter()?.unknown()
    expect(breaker.enter()).not.toBeNull()
    expect(breaker.enter()).toBeNull()
  })

  it('sends another probe when one does not come back', () => {
    const { breaker, clock, fail } = aBreaker()
    fail(3)
    clock.now = 1_000
    expect(breaker.enter()).not.toBeNull()
    clock.now = 2_000
    expect(breaker.enter()).not.toBeNull()
  })
})
