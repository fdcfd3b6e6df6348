import { getEventListeners } from 'node:events'
import { describe, expect, it } from '@jest/globals'
import type { Wait } from '../wait.js'
import { createWatch } from '../watch.js'
import type { Send } from '../wire.js'
import { anAnswer, aWireRequest } from '../wire-examples.js'
import { withDeadline } from './with-deadline.js'

const forever: Send = () => new Promise(() => {})
const at = (now: number) => ({ now: () => now, watch: createWatch() })

/** Never answers, and shows what it was given. */
function silent() {
  const given: Wait[] = []
  const send: Send = (request, wait) => {
    given.push(wait)
    return forever(request, wait)
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
    expect(given[0]?.endedBy).toMatchObject({ code: 'BACKEND_TIMEOUT' })
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
    expect(given[0]?.endedBy).toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
  })

  it('carries a command on when its caller leaves', async () => {
    const caller = new AbortController()
    const options = at(0)
    let answer = () => {}
    const send: Send = (_request, wait) =>
      new Promise((resolve) => {
        answer = () => resolve(anAnswer(wait.endedBy === null ? 204 : 500))
      })
    const layer = withDeadline(send, options)
    const call = layer(aWireRequest({ method: 'POST', signal: caller.signal }))
    // A query beside it shows that the caller's leaving has been noticed.
    const query = withDeadline(forever, options)(aWireRequest({ signal: caller.signal }))
    caller.abort()
    await expect(query).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
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
    const given: Wait[] = []
    const options = at(0)
    const send: Send = async (_request, wait) => {
      given.push(wait)
      return anAnswer()
    }
    await withDeadline(send, options)(aWireRequest({ signal: caller.signal }))
    caller.abort()
    const query = withDeadline(forever, options)(aWireRequest({ deadline: 5 }))
    await expect(query).rejects.toMatchObject({ code: 'BACKEND_TIMEOUT' })
    expect(given[0]?.endedBy).toBeNull()
  })

  it('passes a failure on as it is, and leaves no listener on a signal that lives on', async () => {
    const { signal } = new AbortController()
    const failing = withDeadline(() => Promise.reject(new Error('x')), at(0))
    const call = failing(aWireRequest({ signal }))
    expect(getEventListeners(signal, 'abort')).toEqual([])
    await expect(call).rejects.toThrow('x')
  })
})
