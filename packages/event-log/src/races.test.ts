import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Append } from './event-log.js'
import {
  sampleCompletion,
  sampleIntent,
  sampleSignIn,
  type TemporaryEventLog,
  temporaryEventLog,
} from './testing/index.js'
import { verifyEventLog } from './verify.js'

let temporary: TemporaryEventLog
beforeAll(async () => {
  temporary = await temporaryEventLog()
})
afterAll(async () => {
  const { faults } = await verifyEventLog(temporary.database)
  await temporary.close()
  expect(faults).toEqual([])
})

const newStream = () => `session:${randomUUID()}`
const append = (...batches: Append[]) => temporary.eventLog.append(batches)
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at))

describe('parallel appends', () => {
  it('let exactly one through at one exact version', async () => {
    const stream = newStream()
    for (let version = 0; version < 10; version++) {
      const results = await Promise.all(
        times(12, () => append({ stream, expected: version, events: [sampleSignIn()] })),
      )
      expect(results.filter(({ kind }) => kind === 'appended')).toHaveLength(1)
    }
  })

  it('let exactly one intent through', async () => {
    const stream = newStream()
    for (let round = 0; round < 10; round++) {
      const intents = times(12, () => sampleIntent())
      const results = await Promise.all(
        intents.map((intent) => append({ stream, expected: 'any', events: [intent] })),
      )
      const winners = intents.filter((_, at) => results[at]?.kind === 'appended')
      expect(winners).toHaveLength(1)
      expect((await temporary.eventLog.openIntent(stream))?.event.id).toBe(winners[0]?.id)
      await append({ stream, expected: 'any', events: [sampleCompletion()], closes: winners[0]?.id ?? '' })
    }
  })

  it('count versions without gaps at any version', async () => {
    const stream = newStream()
    const results = await Promise.all(
      times(40, () => append({ stream, expected: 'any', events: [sampleSignIn(), sampleSignIn()] })),
    )
    const versions = results.flatMap((result) => (result.kind === 'appended' ? result.versions : []))
    expect(versions.toSorted((a, b) => a - b)).toEqual(times(80, (at) => at + 1))
  })

  it('wait for each other in no circle, whatever streams they cross', async () => {
    const streams = times(5, newStream)
    const someStreams = fc.shuffledSubarray(streams, { minLength: 1 })
    await fc.assert(
      fc.asyncProperty(fc.array(someStreams, { minLength: 2, maxLength: 10 }), async (wishes) => {
        const results = await Promise.all(
          wishes.map((names) =>
            append(...names.map((stream): Append => ({ stream, expected: 'any', events: [sampleSignIn()] }))),
          ),
        )
        expect(results.map(({ kind }) => kind)).toEqual(wishes.map(() => 'appended'))
      }),
      { numRuns: 25 },
    )
  })

  it('record an event once, with whatever else it is appended', async () => {
    const stream = newStream()
    const shared = sampleSignIn()
    await Promise.all(
      times(10, () => append({ stream, expected: 'any', events: [sampleSignIn(), shared, sampleSignIn()] })),
    )
    const ids = (await temporary.eventLog.readStream(stream)).map(({ id }) => id)
    expect(ids).toHaveLength(21)
    expect(ids.filter((id) => id === shared.id)).toHaveLength(1)
  })
})
