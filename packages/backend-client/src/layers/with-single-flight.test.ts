import { getEventListeners } from 'node:events'
import { describe, expect, it } from '@jest/globals'
import type { WireAnswer, WireRequest } from '../wire.js'
import { anAnswer, aWireRequest } from '../wire-examples.js'
import { withSingleFlight } from './with-single-flight.js'

/** Answers when told to, and shows what was sent. */
function aSender() {
  const sent: { request: WireRequest; answer: (with_: WireAnswer) => void; fail: (error: Error) => void }[] =
    []
  const shared: string[] = []
  const send = withSingleFlight(
    (request) => new Promise((answer, fail) => sent.push({ request, answer, fail })),
    { onShared: (route) => shared.push(route) },
  )
  return { sent, shared, send }
}
const get = (flightKey: string, signal = new AbortController().signal) => aWireRequest({ flightKey, signal })

describe('withSingleFlight', () => {
  it('asks once for equal GETs at the same time', async () => {
    const { sent, shared, send } = aSender()
    const calls = [send(get('a')), send(get('a')), send(get('a'))]
    expect(sent).toHaveLength(1)
    expect(shared).toHaveLength(2)
    sent[0]?.answer(anAnswer(200))
    await expect(Promise.all(calls)).resolves.toHaveLength(3)
  })

  it('keeps two keys apart, interleaved', async () => {
    const { sent, send } = aSender()
    const calls = ['a', 'b', 'a', 'b'].map((key) => send(get(key)))
    expect(sent).toHaveLength(2)
    sent[1]?.answer(anAnswer(200, 'for b'))
    sent[0]?.answer(anAnswer(200, 'for a'))
    const answers = await Promise.all(calls)
    expect(answers.map(({ body }) => body.toString())).toEqual(['"for a"', '"for b"', '"for a"', '"for b"'])
  })

  it('asks again after the answer has come, or the failure', async () => {
    const { sent, send } = aSender()
    const first = send(get('a'))
    sent[0]?.fail(new Error('lost'))
    await expect(first).rejects.toThrow('lost')
    const second = send(get('a'))
    sent[1]?.answer(anAnswer(200))
    await expect(second).resolves.toMatchObject({ status: 200 })
  })

  it('does not end one waiter when another leaves, the first included', async () => {
    const { sent, send } = aSender()
    const leaver = new AbortController()
    const first = send(get('a', leaver.signal))
    const second = send(get('a'))
    leaver.abort(new Error('left'))
    await expect(first).rejects.toThrow('left')
    expect(sent[0]?.request.signal.aborted).toBe(false)
    sent[0]?.answer(anAnswer(200))
    await expect(second).resolves.toMatchObject({ status: 200 })
  })

  it('gives the call up when the last waiter has left, and lets nobody join it', async () => {
    const { sent, send } = aSender()
    const leaver = new AbortController()
    const calls = [send(get('a', leaver.signal)), send(get('a', leaver.signal))]
    leaver.abort(new Error('left'))
    await expect(Promise.allSettled(calls)).resolves.toMatchObject([
      { status: 'rejected' },
      { status: 'rejected' },
    ])
    expect(sent[0]?.request.signal.aborted).toBe(true)
    const next = send(get('a'))
    expect(sent).toHaveLength(2)
    sent[1]?.answer(anAnswer(200))
    await next
  })

  it('joins no read that began before a command ended', async () => {
    const { sent, send } = aSender()
    const before = send(get('a'))
    const command = send(aWireRequest({ method: 'PATCH', flightKey: null }))
    sent[1]?.answer(anAnswer(204))
    await command
    const after = send(get('a'))
    expect(sent).toHaveLength(3)
    sent[0]?.answer(anAnswer(200, 'old'))
    sent[2]?.answer(anAnswer(200, 'new'))
    expect((await before).body.toString()).toBe('"old"')
    expect((await after).body.toString()).toBe('"new"')
  })

  it('leaves no listener behind', async () => {
    const { sent, send } = aSender()
    const { signal } = new AbortController()
    const calls = Array.from({ length: 20 }, () => send(get('a', signal)))
    sent[0]?.answer(anAnswer(200))
    await Promise.all(calls)
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })
})
