import { describe, expect, it } from '@jest/globals'
import { createLoginPause } from './login-pause.js'

function aPause() {
  const clock = { now: 0 }
  const pause = createLoginPause({ now: () => clock.now })
  const lasts = () => {
    try {
      pause.check()
      return false
    } catch {
      return true
    }
  }
  return { clock, pause, lasts }
}

describe('createLoginPause', () => {
  it('waits longer after each refusal in a row, up to ten minutes', () => {
    const { clock, pause, lasts } = aPause()
    const pauses: number[] = []
    for (let refusal = 0; refusal < 7; refusal += 1) {
      pause.begin('SERVICE_ACCOUNT_REFUSED')
      const from = clock.now
      while (lasts()) clock.now += 1_000
      pauses.push((clock.now - from) / 1_000)
    }
    expect(pauses).toEqual([30, 60, 120, 240, 480, 600, 600])
  })

  it('counts one refusal for all who meet it at once', () => {
    const { clock, pause, lasts } = aPause()
    for (let caller = 0; caller < 20; caller += 1) pause.begin('SERVICE_ACCOUNT_REFUSED')
    clock.now = 30_000
    expect(lasts()).toBe(false)
  })

  it('waits a minute at the throttle', () => {
    const { clock, pause, lasts } = aPause()
    pause.begin('SERVICE_ACCOUNT_THROTTLED')
    clock.now = 59_999
    expect(lasts()).toBe(true)
    clock.now = 60_000
    expect(lasts()).toBe(false)
  })

  it('starts afresh after a login', () => {
    const { clock, pause, lasts } = aPause()
    pause.begin('SERVICE_ACCOUNT_REFUSED')
    clock.now = 30_000
    pause.end()
    pause.begin('SERVICE_ACCOUNT_REFUSED')
    clock.now = 60_000
    expect(lasts()).toBe(false)
  })
})
