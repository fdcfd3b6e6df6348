import { describe, expect, it } from '@jest/globals'
import { BackendTimeout, BackendUnreachable } from '../backend-error.js'
import { createRetryBudget } from '../retry-budget.js'
import { endWait, newWait } from '../wait.js'
import type { Send, WireAnswer, WireRequest } from '../wire.js'
import { anAnswer, aWireRequest } from '../wire-examples.js'
import { type RetryOptions, withRetry } from './with-retry.js'

const lost = () => new BackendUnreachable('BACKEND_UNAVAILABLE', 'lost')

/** Plays the outcomes in turn, the last one for ever. */
function playing(...outcomes: (WireAnswer | Error)[]) {
  let calls = 0
  const send: Send = async () => {
    const outcome = outcomes[Math.min(calls, outcomes.length - 1)]
    calls += 1
    if (outcome === undefined || outcome instanceof Error) throw outcome
    return outcome
  }
  return { send, calls: () => calls }
}

const run = (
  send: Send,
  of: Partial<WireRequest> = {},
  options: Partial<RetryOptions> = {},
  wait = newWait(),
) =>
  withRetry(send, {
    now: () => 0,
    random: () => 0,
    budget: createRetryBudget({ share: 0.1, burst: 10 }),
    attempts: 3,
    baseDelayMs: 1,
    onRetry: () => {},
    ...options,
  })(aWireRequest(of), wait)

describe('withRetry', () => {
  it.each([502, 503, 504])('tries a GET again after %d', async (status) => {
    const { send, calls } = playing(anAnswer(status), anAnswer(200))
    await expect(run(send)).resolves.toMatchObject({ status: 200 })
    expect(calls()).toBe(2)
  })

  it('tries a GET again after a lost connection, three times in all', async () => {
    const { send, calls } = playing(lost())
    await expect(run(send)).rejects.toThrow('lost')
    expect(calls()).toBe(3)
  })

  it.each(['POST', 'PATCH', 'PUT', 'DELETE'] as const)('never repeats a %s', async (method) => {
    const { send, calls } = playing(lost())
    await expect(run(send, { method })).rejects.toThrow('lost')
    const refusing = playing(anAnswer(503))
    await run(refusing.send, { method })
    expect([calls(), refusing.calls()]).toEqual([1, 1])
  })

  it.each([200, 400, 401, 404, 409, 422, 429, 500])('takes %d for the answer', async (status) => {
    const { send, calls } = playing(anAnswer(status))
    await expect(run(send)).resolves.toMatchObject({ status })
    expect(calls()).toBe(1)
  })

  it('does not repeat what ran out of time', async () => {
    const { send, calls } = playing(new BackendTimeout('BACKEND_TIMEOUT', 'late'))
    await expect(run(send)).rejects.toThrow('late')
    expect(calls()).toBe(1)
  })

  it('does not begin a pause that would outlast the deadline', async () => {
    const { send, calls } = playing(anAnswer(503))
    await expect(run(send, { deadline: 40 }, { baseDelayMs: 100 })).resolves.toMatchObject({ status: 503 })
    expect(calls()).toBe(1)
  })

  it('waits as long as the backend asks, or not at all', async () => {
    const { send, calls } = playing(anAnswer(503, {}, false, { retryAfter: 3_600 }))
    await run(send)
    expect(calls()).toBe(1)
  })

  it('stops when the budget is spent, and goes on when calls have earned a retry', async () => {
    const budget = createRetryBudget({ share: 0.5, burst: 1 })
    const attempts: number[] = []
    for (let call = 0; call < 4; call += 1) {
      const { send, calls } = playing(anAnswer(503))
      await run(send, {}, { budget })
      attempts.push(calls())
    }
    expect(attempts).toEqual([2, 1, 2, 1])
  })

  it('ends the pause when the caller leaves', async () => {
    const wait = newWait()
    const { send, calls } = playing(anAnswer(503))
    const onRetry = () => void setImmediate(() => endWait(wait, new Error('left')))
    const deadline = Number.MAX_SAFE_INTEGER
    const call = run(send, { deadline }, { baseDelayMs: 60_000, onRetry }, wait)
    await expect(call).rejects.toThrow('left')
    expect(calls()).toBe(1)
  })

  it('begins no pause when nobody waits any more', async () => {
    const wait = newWait()
    endWait(wait, new Error('left'))
    const { send, calls } = playing(lost())
    await expect(run(send, {}, {}, wait)).rejects.toThrow('lost')
    expect(calls()).toBe(1)
  })
})
