import { getEventListeners } from 'node:events'
import { describe, expect, it } from '@jest/globals'
import type { Send, WireRequest } from '../wire.js'
import { anAnswer, aWireRequest } from '../wire-examples.js'
import { withDeadline } from './with-deadline.js'

const forever: Send = () => new Promise(() => {})
const at = (now: number) => ({ now: () => now })

/** Never answers, and shows what it was given. */
function silent() {
  const given: WireRequest[] = []
  const send: Send = (request) => {
    given.push(request)
    return forever(request)
  }
  return { given, send }
}

describe('withDeadline', () => {
  it('sends nothing when time is over already', async () => {
    const { given, send } = silent()
    const command = aWireRequest({ method: 'POST', deadline: 500 })
    await expect(withDeadline(send, at(500))(command)).rejects.toMatchObject({
      code: 'BACKEND_TIMEOUT',
      retryable: true,
    })
    expect(given).toEqual([])
  })

  it('ends a call at its deadline and aborts what is below', async () => {
    const { given, send } = silent()
    const request = aWireRequest({ deadline: 1_005 })
    await expect(withDeadline(send, at(1_000))(request)).rejects.toMatchObject({ code: 'BACKEND_TIMEOUT' })
    expect(given[0]?.signal.aborted).toBe(true)
  })

  it('says of a command out of time that its outcome is unknown', async () => {
    const command = aWireRequest({ method: 'POST', deadline: 1_005 })
    await expect(withDeadline(forever, at(1_000))(command)).rejects.toMatchObject({
      code: 'BACKEND_TIMEOUT',
      retryable: false,
      extensions: { outcomeUnknown: true, retryable: false },
    })
  })

  it('gives a GET up when its caller leaves', async () => {
    const { given, send } = silent()
    const caller = new AbortController()
    const call = withDeadline(send, at(0))(aWireRequest({ signal: caller.signal }))
    caller.abort()
    await expect(call).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
    expect(given[0]?.signal.aborted).toBe(true)
  })

  it('carries a command on when its caller leaves', async () => {
    const caller = new AbortController()
    let answer = () => {}
    const send: Send = ({ signal }) =>
      new Promise((resolve) => {
        answer = () => resolve(anAnswer(signal.aborted ? 500 : 204))
      })
    const call = withDeadline(send, at(0))(aWireRequest({ method: 'POST', signal: caller.signal }))
    caller.abort()
    answer()
    await expect(call).resolves.toMatchObject({ status: 204 })
  })

  it('does not begin a command whose caller has left', async () => {
    const { given, send } = silent()
    const command = aWireRequest({ method: 'POST', signal: AbortSignal.abort() })
    await expect(withDeadline(send, at(0))(command)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
    expect(given).toEqual([])
  })

  it('takes a time-out of the caller for what it is', async () => {
    const signal = AbortSignal.abort(new DOMException('late', 'TimeoutError'))
    await expect(withDeadline(forever, at(0))(aWireRequest({ signal }))).rejects.toMatchObject({
      code: 'BACKEND_TIMEOUT',
    })
  })

  it('leaves an answer that has begun to its reader', async () => {
    const caller = new AbortController()
    const given: WireRequest[] = []
    const send: Send = async (request) => {
      given.push(request)
      return anAnswer()
    }
    await withDeadline(send, at(0))(aWireRequest({ signal: caller.signal }))
    caller.abort()
    expect(given[0]?.signal.aborted).toBe(false)
  })

  it('leaves no listener on a signal that lives on', async () => {
    const { signal } = new AbortController()
    const send = withDeadline(async () => anAnswer(), at(0))
    await Promise.all(Array.from({ length: 50 }, () => send(aWireRequest({ signal }))))
    await expect(
      withDeadline(() => Promise.reject(new Error('x')), at(0))(aWireRequest({ signal })),
    ).rejects.toThrow('x')
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })
})
