import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from '@jest/globals'
import { BackendError } from '@ticketing/backend-client'
import { CodedError } from '@ticketing/service-kit'
import { type Attempt, createLoginThrottle, type LoginThrottleOptions } from './login-throttle.js'

const wrong = () => Promise.reject(new CodedError('UNAUTHENTICATED', 'wrong'))
const right = () => Promise.resolve('in')
const limited = {
  code: 'RATE_LIMITED',
  extensions: { retryAfter: expect.any(Number) },
  publicMessage: expect.stringMatching(/^Too many attempts; try again in \d\d seconds\.$/),
}

type Wait = LoginThrottleOptions['wait'] & {}

function setUp({ perMinute = 5, windowSeconds = 61, wait = (async () => undefined) as Wait } = {}) {
  const waits: number[] = []
  const throttle = createLoginThrottle({
    perMinute,
    store: null,
    now: () => 0,
    windowSeconds,
    wait: (milliseconds, signal) => {
      waits.push(milliseconds)
      return wait(milliseconds, signal)
    },
  })
  const sent: string[] = []
  const attempt = (more: Partial<Attempt>, send: () => Promise<unknown>) =>
    throttle.run(
      {
        address: '192.0.2.1',
        account: 'ada@example.test',
        deadline: 30_000,
        signal: new AbortController().signal,
        forgiven: true,
        ...more,
      },
      () => {
        sent.push(more.account ?? 'ada@example.test')
        return send()
      },
    )
  return { attempt, sent, waits }
}

/** How each of `count` attempts ended, one after the other: the code of its fault, or null. */
async function outcomes(count: number, attempt: (index: number) => Promise<unknown>) {
  const codes: (string | null)[] = []
  for (let index = 0; index < count; index += 1) {
    codes.push(
      await attempt(index).then(
        () => null,
        (fault: CodedError) => fault.code,
      ),
    )
  }
  return codes
}

describe('the throttle of logins', () => {
  it('lets an address fail four times a minute, whatever accounts it tries, and then sends nothing', async () => {
    const { attempt, sent } = setUp()
    const codes = await outcomes(6, (index) => attempt({ account: `${index}@example.test` }, wrong))
    expect(codes).toEqual([...Array(4).fill('UNAUTHENTICATED'), 'RATE_LIMITED', 'RATE_LIMITED'])
    expect(sent).toHaveLength(4)
    await expect(attempt({ account: 'new@example.test' }, right)).rejects.toMatchObject(limited)
    expect(await attempt({ address: '192.0.2.2', account: 'new@example.test' }, right)).toBe('in')
  })

  it('lets an account be tried four times a minute, from wherever, however its address is written', async () => {
    const { attempt, sent } = setUp()
    const written = ['ada@example.test', ' ADA@example.test', 'Ada@Example.Test ', 'ada@EXAMPLE.test']
    const codes = await outcomes(5, (index) =>
      attempt({ address: `192.0.2.${index}`, account: written[index % 4] ?? '' }, wrong),
    )
    expect(codes).toEqual([...Array(4).fill('UNAUTHENTICATED'), 'RATE_LIMITED'])
    expect(sent).toHaveLength(4)
  })

  it('does not count what succeeded against address and account, unless everything counts', async () => {
    const forgiving = setUp({ perMinute: 50 })
    expect(await outcomes(50, () => forgiving.attempt({}, right))).toEqual(Array(50).fill(null))
    const strict = setUp({ perMinute: 50 })
    const codes = await outcomes(50, () => strict.attempt({ forgiven: false }, right))
    expect(codes).toEqual([...Array(49).fill(null), 'RATE_LIMITED'])
  })

  it('never sends more than the backend lets through, whoever asks', async () => {
    const { attempt, sent } = setUp()
    const codes = await outcomes(8, (index) =>
      attempt({ address: `192.0.2.${index}`, account: `${index}@example.test` }, right),
    )
    expect(codes).toEqual([...Array(5).fill(null), ...Array(3).fill('RATE_LIMITED')])
    expect(sent).toHaveLength(5)
  })

  it('says after how many seconds to come again', async () => {
    const { attempt } = setUp({ perMinute: 1 })
    await attempt({}, right)
    const fault = (await attempt({}, right).catch((refused: unknown) => refused)) as CodedError
    expect(fault).toMatchObject(limited)
    expect(fault.extensions.retryAfter).toBeGreaterThan(55)
    expect(fault.extensions.retryAfter).toBeLessThanOrEqual(61)
  })

  it('says the same when the backend has no place after all', async () => {
    const { attempt } = setUp()
    const full = new BackendError('RATE_LIMITED', 'Too many requests.', {
      status: 429,
      extensions: { retryAfter: 42 },
    })
    await expect(attempt({}, () => Promise.reject(full))).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      extensions: { retryAfter: 42 },
    })
  })

  it('waits for no place that comes too late', async () => {
    const { attempt, waits } = setUp({ perMinute: 1 })
    await attempt({}, right)
    await expect(attempt({}, right)).rejects.toMatchObject(limited)
    expect(waits).toEqual([])
  })

  it('waits for a place that is free again soon', async () => {
    const { attempt, waits, sent } = setUp({ perMinute: 1, windowSeconds: 1, wait: (ms) => sleep(ms) })
    expect(await outcomes(2, () => attempt({}, right))).toEqual([null, null])
    expect(sent).toHaveLength(2)
    expect(waits[0]).toBeLessThanOrEqual(1_000)
  })

  it('waits only as long as the call still has its time afterwards', async () => {
    const { attempt, waits } = setUp({ perMinute: 1, windowSeconds: 1 })
    await attempt({}, right)
    await expect(attempt({ deadline: 5_000 }, right)).rejects.toMatchObject({ code: 'RATE_LIMITED' })
    expect(waits).toEqual([])
  })

  it('lets no more than twenty wait', async () => {
    const { attempt, waits } = setUp({ perMinute: 1, windowSeconds: 5, wait: () => new Promise(() => {}) })
    await attempt({}, right)
    const others = Array.from({ length: 21 }, (_, index) =>
      attempt({ address: `192.0.2.${index}`, account: `${index}@example.test` }, right),
    )
    await expect(Promise.race(others)).rejects.toMatchObject({ code: 'RATE_LIMITED' })
    expect(waits).toHaveLength(20)
  })

  it('keeps no place for a client that goes away', async () => {
    const { attempt, sent } = setUp({
      perMinute: 1,
      windowSeconds: 5,
      wait: (ms, signal) => sleep(ms, undefined, { signal }),
    })
    await attempt({}, right)
    await expect(attempt({ signal: AbortSignal.abort() }, right)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
    })
    expect(sent).toHaveLength(1)
  })
})
