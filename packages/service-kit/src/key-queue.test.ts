import { describe, expect, it } from '@jest/globals'
import { createKeyQueue } from './key-queue.js'

const forever = new AbortController().signal

describe('createKeyQueue', () => {
  it('serves one key in the order of arrival', async () => {
    const queue = createKeyQueue(1)
    const served: number[] = []
    await Promise.all(
      [1, 2, 3, 4].map(async (caller) => {
        const endTurn = await queue.enter('a', forever)
        served.push(caller)
        endTurn()
      }),
    )
    expect(served).toEqual([1, 2, 3, 4])
  })

  it('keeps different keys apart and lets the width of a line in at once', async () => {
    const queue = createKeyQueue(2)
    await Promise.all([queue.enter('a', forever), queue.enter('a', forever), queue.enter('b', forever)])
    const leaving = new AbortController()
    const third = queue.enter('a', leaving.signal)
    leaving.abort(new Error('tired'))
    await expect(third).rejects.toThrow('tired')
  })

  it('passes over a waiter who has left', async () => {
    const queue = createKeyQueue(1)
    const endFirst = await queue.enter('a', forever)
    const leaving = new AbortController()
    const second = queue.enter('a', leaving.signal)
    const third = queue.enter('a', forever)
    leaving.abort(new Error('tired'))
    await expect(second).rejects.toThrow('tired')
    endFirst()
    expect(await third).toBeInstanceOf(Function)
  })

  it('turns away a caller who has left already', async () => {
    await expect(createKeyQueue(1).enter('a', AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
  })
})
