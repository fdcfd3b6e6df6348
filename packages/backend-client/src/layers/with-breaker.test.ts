import { describe, expect, it } from '@jest/globals'
import { BackendError, BackendTimeout, BackendUnreachable } from '../backend-error.js'
import { createBreaker } from '../breaker.js'
import { newWait } from '../wait.js'
import type { WireAnswer } from '../wire.js'
import { anAnswer, aWireRequest } from '../wire-examples.js'
import { withBreaker } from './with-breaker.js'

const log = { warn: () => {}, info: () => {} }

/** Meets one outcome six times, each after so many milliseconds, and tells how often the backend was asked. */
async function askedOf6(outcome: WireAnswer | Error, tookMs = 5_000): Promise<number> {
  const clock = { now: 0 }
  const now = () => clock.now
  let asked = 0
  const send = withBreaker(
    async () => {
      asked += 1
      clock.now += tookMs
      if (outcome instanceof Error) throw outcome
      return outcome
    },
    { breaker: createBreaker({ now, log, failures: 3, coolDownMs: 60_000 }), now, patienceMs: 1_000 },
  )
  for (let call = 0; call < 6; call += 1) await send(aWireRequest(), newWait()).catch(() => {})
  return asked
}

describe('withBreaker', () => {
  it('stops asking after lost connections', async () => {
    expect(await askedOf6(new BackendUnreachable('BACKEND_UNAVAILABLE', 'lost'))).toBe(3)
  })

  it('stops asking after time-outs, but not those of impatient callers', async () => {
    const late = new BackendTimeout('BACKEND_TIMEOUT', 'late')
    expect(await askedOf6(late)).toBe(3)
    expect(await askedOf6(late, 999)).toBe(6)
  })

  it.each([400, 401, 404, 422, 429, 500, 503])('goes on asking a backend that answers %d', async (status) => {
    expect(await askedOf6(anAnswer(status))).toBe(6)
  })

  it('goes on after nonsense and after callers who left', async () => {
    expect(await askedOf6(new BackendError('BACKEND_INVALID_RESPONSE', 'nonsense'))).toBe(6)
    expect(await askedOf6(new Error('left'))).toBe(6)
  })

  it('refuses at once, retryable', async () => {
    const breaker = { enter: () => null }
    const send = withBreaker(async () => anAnswer(), { breaker, now: () => 0, patienceMs: 0 })
    await expect(send(aWireRequest({ method: 'POST' }), newWait())).rejects.toMatchObject({
      code: 'BACKEND_UNAVAILABLE',
      retryable: true,
    })
  })
})
