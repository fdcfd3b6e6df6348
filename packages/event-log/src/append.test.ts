import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { NewEvent } from './event.js'
import type { AppendResult, ExpectedVersion } from './event-log.js'
import {
  sampleCompletion,
  sampleEvent,
  sampleIntent,
  sampleSignIn,
  type TemporaryEventLog,
  temporaryEventLog,
} from './testing/index.js'

let temporary: TemporaryEventLog
beforeAll(async () => {
  temporary = await temporaryEventLog()
})
afterAll(() => temporary.close())

const newStream = () => `session:${randomUUID()}`

interface One {
  readonly expected?: ExpectedVersion
  readonly closes?: string
}

const append = (stream: string, events: readonly NewEvent[], { expected = 'any', ...rest }: One = {}) =>
  temporary.eventLog.append([{ stream, expected, events, ...rest }])

const versions = (...numbers: number[]): AppendResult => ({ kind: 'appended', versions: numbers })
const conflict = (stream: string, version: number, open = false): AppendResult => ({
  kind: 'conflict',
  stream,
  version,
  open,
})

describe('append', () => {
  it('counts the versions of a stream from 1', async () => {
    const stream = newStream()
    expect(await append(stream, [sampleSignIn(), sampleSignIn()])).toEqual(versions(1, 2))
    expect(await append(stream, [sampleSignIn()])).toEqual(versions(3))
  })

  it('appends at the expected version only', async () => {
    const stream = newStream()
    expect(await append(stream, [sampleSignIn()], { expected: 1 })).toEqual(conflict(stream, 0))
    expect(await append(stream, [sampleSignIn()], { expected: 'none' })).toEqual(versions(1))
    expect(await append(stream, [sampleSignIn()], { expected: 'none' })).toEqual(conflict(stream, 1))
    expect(await append(stream, [sampleSignIn()], { expected: 1 })).toEqual(versions(2))
    expect(await append(stream, [sampleSignIn()], { expected: 1 })).toEqual(conflict(stream, 2))
  })

  it('gives back what was recorded, as it was', async () => {
    const stream = newStream()
    const event = sampleEvent('PriceChanged', {
      product: '3',
      listPrice: { minorUnits: '12300', currency: 'HUF' },
      discountRate: '0.15',
      stock: null,
    })
    await append(stream, [event])
    const [recorded] = await temporary.eventLog.readStream(stream)
    expect(recorded).toMatchObject({ ...event, stream, version: 1 })
    expect(recorded?.recordedAt.getTime()).toBeGreaterThan(Date.now() - 60_000)
  })

  it('keeps the SHA-256 of the bytes stored', async () => {
    const stream = newStream()
    await append(stream, [sampleSignIn('ж😀')])
    const [row] = await temporary.database.query<{ envelope: string; hash: Buffer }>(
      'SELECT envelope, hash FROM event_log.events WHERE stream = $1',
      [stream],
    )
    expect(row?.hash).toEqual(
      createHash('sha256')
        .update(row?.envelope ?? '')
        .digest(),
    )
  })

  it('refuses data that is not of its type, and records nothing', async () => {
    const stream = newStream()
    const wrong = sampleEvent('SignedIn', { user: '', session: 'x' })
    await expect(append(stream, [sampleSignIn(), wrong])).rejects.toThrow('user')
    expect(await temporary.eventLog.readStream(stream)).toEqual([])
  })
})

describe('append of what is recorded already', () => {
  it('changes nothing and tells the versions, whatever is expected', async () => {
    const stream = newStream()
    const events = [sampleSignIn(), sampleSignIn()]
    await append(stream, events, { expected: 'none' })
    await append(stream, [sampleSignIn()])
    expect(await append(stream, events, { expected: 'none' })).toEqual(versions(1, 2))
    expect(await temporary.eventLog.readStream(stream)).toHaveLength(3)
  })

  it('appends the others of the batch', async () => {
    const stream = newStream()
    const known = sampleSignIn()
    await append(stream, [known])
    expect(await append(stream, [sampleSignIn(), known, sampleSignIn()])).toEqual(versions(2, 1, 3))
  })

  it('refuses an id that stands in another stream', async () => {
    const event = sampleSignIn()
    await append(newStream(), [event])
    const stream = newStream()
    await expect(append(stream, [sampleSignIn(), event])).rejects.toMatchObject({
      code: 'INTERNAL_SERVER_ERROR',
    })
    expect(await temporary.eventLog.readStream(stream)).toEqual([])
  })

  it('records an id once of many who append it at the same time', async () => {
    const stream = newStream()
    const event = sampleSignIn()
    const results = await Promise.all(Array.from({ length: 8 }, () => append(stream, [event])))
    expect(results).toEqual(results.map(() => versions(1)))
  })
})

describe('an intent', () => {
  it('lets nothing follow but what closes it', async () => {
    const stream = newStream()
    const intent = sampleIntent()
    await append(stream, [intent])
    expect(await append(stream, [sampleSignIn()])).toEqual(conflict(stream, 1, true))
    expect(await append(stream, [sampleSignIn()], { closes: randomUUID() })).toEqual(
      conflict(stream, 1, true),
    )
    expect(await append(stream, [sampleCompletion()], { closes: intent.id, expected: 1 })).toEqual(
      versions(2),
    )
    expect(await append(stream, [sampleCompletion()], { closes: intent.id })).toEqual(conflict(stream, 2))
    expect(await append(stream, [sampleSignIn()])).toEqual(versions(3))
  })

  it('is found while it is open, with its remaining patience', async () => {
    const stream = newStream()
    const intent = sampleIntent('clearCart', 5_000)
    expect(await temporary.eventLog.openIntent(stream)).toBeNull()
    await append(stream, [sampleSignIn(), intent])
    const open = await temporary.eventLog.openIntent(stream)
    expect(open).toMatchObject({ stream, version: 2, event: intent })
    expect(open?.remainingMs).toBeGreaterThan(0)
    expect(open?.remainingMs).toBeLessThanOrEqual(5_000)
    await append(stream, [sampleCompletion()], { closes: intent.id })
    expect(await temporary.eventLog.openIntent(stream)).toBeNull()
  })

  it('is abandoned once its patience is over, the oldest first', async () => {
    const [first, second, patient] = [newStream(), newStream(), newStream()]
    await append(first, [sampleIntent('abandoned', 1)])
    await append(second, [sampleIntent('abandoned', 2)])
    await append(patient, [sampleIntent('abandoned', 60_000)])
    await append(newStream(), [sampleIntent('other', 1)])
    const look = () => temporary.eventLog.abandonedIntents(['abandoned', 'unheard of'], 10)
    while ((await look()).length < 2) await new Promise(setImmediate)
    expect((await look()).map(({ stream }) => stream)).toEqual([first, second])
    expect(await temporary.eventLog.abandonedIntents(['abandoned'], 1)).toHaveLength(1)
  })

  it('is closed although all that the command has to tell is recorded already', async () => {
    const stream = newStream()
    const outcome = sampleSignIn()
    const intent = sampleIntent()
    await append(stream, [outcome])
    await append(stream, [intent])
    for (const _ of ['first', 'again']) {
      expect(await append(stream, [outcome], { closes: intent.id, expected: 2 })).toEqual(versions(1))
    }
    const events = await temporary.eventLog.readStream(stream)
    expect(events.map(({ type }) => type)).toEqual(['SignedIn', 'CommandIntended', 'CommandCompleted'])
    expect(await temporary.eventLog.openIntent(stream)).toBeNull()
  })
})

describe('append to several streams', () => {
  it('records all of it or nothing', async () => {
    const [one, two] = [newStream(), newStream()]
    await append(two, [sampleSignIn()])
    const both = (expected: number) =>
      temporary.eventLog.append([
        { stream: one, expected: 'any', events: [sampleSignIn()] },
        { stream: two, expected, events: [sampleSignIn(), sampleSignIn()] },
      ])
    expect(await both(5)).toEqual(conflict(two, 1))
    expect(await temporary.eventLog.readStream(one)).toEqual([])
    expect(await both(1)).toEqual(versions(1, 2, 3))
  })
})
