import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createLog } from '@ticketing/service-kit'
import { type OpenedEventLog, openEventLog } from './create-event-log.js'
import { type BreakablePath, breakablePath } from './testing/breakable-path.js'
import { sampleIntent, sampleSignIn, type TemporaryEventLog, temporaryEventLog } from './testing/index.js'

const log = createLog({ name: 'test', level: 'silent' })
let temporary: TemporaryEventLog
let path: BreakablePath
/** Through the path. */
let eventLog: OpenedEventLog
beforeAll(async () => {
  temporary = await temporaryEventLog()
  path = await breakablePath(temporary.url)
  eventLog = openEventLog({ url: path.url, log })
})
afterAll(async () => {
  await eventLog.close()
  await path.cut()
  await temporary.close()
})

const newStream = () => `session:${randomUUID()}`
const append = (through: OpenedEventLog, stream: string) =>
  through.append([{ stream, expected: 'any', events: [sampleSignIn()] }])

describe('while the database is away', () => {
  it('says SERVICE_UNAVAILABLE to every question, and answers again afterwards', async () => {
    const stream = newStream()
    await append(eventLog, stream)
    await path.cut()
    const questions = [
      () => append(eventLog, stream),
      () => eventLog.readStream(stream),
      () => eventLog.openIntent(stream),
      () => eventLog.abandonedIntents(['x'], 1),
      () => eventLog.readAll(),
      () => eventLog.count({}),
    ]
    // The first question of a connection that broke fails as the others do.
    for (const ask of [...questions, ...questions]) {
      await expect(ask()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
    }
    await path.open()
    expect(await append(eventLog, stream)).toEqual({ kind: 'appended', versions: [2] })
  })

  it('is waited for by whoever follows, who then sees what was appended meanwhile', async () => {
    const stream = newStream()
    const stop = new AbortController()
    const versions: number[] = []
    const reached = async (count: number) => {
      while (versions.length < count) await new Promise((resolve) => setTimeout(resolve, 2))
    }
    const following = (async () => {
      const filter = { streams: [stream] }
      for await (const events of eventLog.follow({ after: 0n, filter, signal: stop.signal })) {
        versions.push(...events.map(({ version }) => version))
      }
    })()
    await append(eventLog, stream)
    await reached(1)
    for (const round of [1, 2]) {
      await path.cut()
      await append(temporary.eventLog, stream)
      await path.open()
      await reached(1 + round)
    }
    stop.abort()
    await following
    expect(versions).toEqual([1, 2, 3])
  })

  it('starts to follow', async () => {
    const stream = newStream()
    await append(temporary.eventLog, stream)
    await path.cut()
    const stop = new AbortController()
    const events = eventLog.follow({ after: 0n, filter: { streams: [stream] }, signal: stop.signal })
    const first = events[Symbol.asyncIterator]().next()
    await path.open()
    expect((await first).value).toHaveLength(1)
    stop.abort()
  })

  it('leaves what was appended without an answer to be found by its id', async () => {
    const stream = newStream()
    const batch = { stream, expected: 'none', events: [sampleIntent()] } as const
    for (let round = 0; round < 5; round++) {
      const attempt = eventLog.append([batch]).catch(() => null)
      await path.cut()
      await attempt
      await path.open()
    }
    expect(await eventLog.append([batch])).toEqual({ kind: 'appended', versions: [1] })
    expect(await temporary.eventLog.readStream(stream)).toHaveLength(1)
  })
})
