import { describe, expect, it } from '@jest/globals'
import { createWatch, type Watch } from './watch.js'
import { aWireRequest } from './wire-examples.js'

const LONG = 60_000

function begin(watch: Watch, leftMs: number, signal = new AbortController().signal) {
  const reasons: unknown[] = []
  const call = watch.begin(aWireRequest({ signal }), leftMs, (reason) => reasons.push(reason))
  const ended = new Promise<void>((resolve) => {
    call.onEnd = () => resolve()
  })
  return { call, reasons, ended }
}

describe('createWatch', () => {
  it('gives up those whose time has run out, and only those', async () => {
    const watch = createWatch()
    const calls = [LONG, 5, LONG, 10, LONG].map((leftMs) => begin(watch, leftMs))
    await Promise.all([calls[1]?.ended, calls[3]?.ended])
    const codes = calls.map(({ reasons }) => reasons.map((reason) => Object(reason).code))
    expect(codes).toEqual([[], ['BACKEND_TIMEOUT'], [], ['BACKEND_TIMEOUT'], []])
    for (const { call } of calls) watch.end(call)
  })

  it('gives up those whose caller has left, whoever ended before', async () => {
    const watch = createWatch()
    const leaver = new AbortController()
    const calls = [undefined, leaver.signal, undefined, leaver.signal].map((signal) =>
      begin(watch, LONG, signal),
    )
    // Ending moves the last one to the place of the one that ends.
    for (const at of [0, 2]) {
      const ending = calls[at]
      if (ending !== undefined) watch.end(ending.call)
    }
    leaver.abort()
    await Promise.all([calls[1]?.ended, calls[3]?.ended])
    expect(calls.map(({ reasons }) => reasons.length)).toEqual([0, 1, 0, 1])
  })

  it('forgets a call that has ended, however often that is said', async () => {
    const watch = createWatch()
    const ended = begin(watch, 5)
    const other = begin(watch, 5)
    watch.end(ended.call)
    watch.end(ended.call)
    await other.ended
    expect(ended.reasons).toEqual([])
    expect(other.reasons).toHaveLength(1)
  })
})
