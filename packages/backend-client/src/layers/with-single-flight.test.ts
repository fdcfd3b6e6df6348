import { describe, expect, it } from '@jest/globals'
import { endWait, newWait, type Wait } from '../wait.js'
import type { WireAnswer, WireRequest } from '../wire.js'
import { anAnswer, aWireRequest } from '../wire-examples.js'
import { withSingleFlight } from './with-single-flight.js'

interface Sent {
  readonly request: WireRequest
  readonly wait: Wait
  answer(with_: WireAnswer): void
  fail(error: Error): void
}

/** Answers when told to, and shows what was sent. */
function aSender() {
  const sent: Sent[] = []
  const shared: string[] = []
  const layer = withSingleFlight(
    (request, wait) =>
      new Promise((answer, fail) => {
        wait.onEnd = fail
        sent.push({ request, wait, answer, fail })
      }),
    { onShared: (route) => shared.push(route) },
  )
  const send = (request: WireRequest, wait = newWait()) => layer(request, wait)
  return { sent, shared, send }
}
const get = (flightKey: string) => aWireRequest({ flightKey })

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
    const leaver = newWait()
    send(get('a'), leaver)
    const second = send(get('a'))
    endWait(leaver, new Error('left'))
    expect(sent[0]?.wait.endedBy).toBeNull()
    sent[0]?.answer(anAnswer(200))
    await expect(second).resolves.toMatchObject({ status: 200 })
  })

  it('gives the call up when the last waiter has left, and lets nobody join it', async () => {
    const { sent, send } = aSender()
    const leavers = [newWait(), newWait()]
    const calls = leavers.map((leaver) => send(get('a'), leaver))
    for (const leaver of leavers) endWait(leaver, new Error('left'))
    expect(sent[0]?.wait.endedBy).toEqual(new Error('left'))
    const next = send(get('a'))
    expect(sent).toHaveLength(2)
    sent[1]?.answer(anAnswer(200))
    await next
    await expect(Promise.allSettled(calls)).resolves.toMatchObject([
      { status: 'rejected' },
      { status: 'rejected' },
    ])
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
})
