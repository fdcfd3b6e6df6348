import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { sampleSignIn, type TemporaryEventLog, temporaryEventLog } from './testing/index.js'

let temporary: TemporaryEventLog
beforeAll(async () => {
  temporary = await temporaryEventLog()
})
afterAll(() => temporary.close())

const newStream = () => `session:${randomUUID()}`

async function recorded(stream: string, count: number) {
  const events = Array.from({ length: count }, () => sampleSignIn())
  await temporary.eventLog.append([{ stream, expected: 'any', events }])
  return events
}

describe('readStream', () => {
  it('reads forwards, backwards, and by range', async () => {
    const stream = newStream()
    await recorded(stream, 5)
    const read = async (options?: Parameters<typeof temporary.eventLog.readStream>[1]) =>
      (await temporary.eventLog.readStream(stream, options)).map(({ version }) => version)
    expect(await read()).toEqual([1, 2, 3, 4, 5])
    expect(await read({ direction: 'backwards' })).toEqual([5, 4, 3, 2, 1])
    expect(await read({ from: 2, to: 4 })).toEqual([2, 3, 4])
    expect(await read({ direction: 'backwards', from: 4, to: 2 })).toEqual([4, 3, 2])
    expect(await read({ direction: 'backwards', limit: 1 })).toEqual([5])
  })
})

describe('a text with a NUL, which the database does not take', () => {
  const nul = 'session:\0'

  it('names no stream', async () => {
    expect(await temporary.eventLog.readStream(nul)).toEqual([])
  })

  it('finds nothing, and hides nothing that is looked for beside it', async () => {
    const stream = newStream()
    await recorded(stream, 2)
    const { eventLog } = temporary
    expect(await eventLog.readAll({ filter: { streams: [nul, stream] } })).toHaveLength(2)
    expect(await eventLog.count({ streams: [nul] })).toBe(0)
    expect(await eventLog.count({ streamPrefix: nul })).toBe(0)
    expect(await eventLog.count({ streams: [stream], actorId: nul })).toBe(0)
    expect(await eventLog.count({ streams: [stream], requestId: nul })).toBe(0)
    expect(await eventLog.count({ streams: [stream], correlationId: nul })).toBe(0)
  })
})

describe('readAll', () => {
  it('leaves connections to appends while sealing is held up, however many read', async () => {
    const { eventLog, database } = temporary
    const sealer = await database.pool.connect()
    await sealer.query(`SELECT pg_advisory_lock(hashtextextended('event_log.seal', 734402))`)
    const stream = newStream()
    const reads = Array.from({ length: 20 }, () => eventLog.readAll({ filter: { streams: [stream] } }))
    const read = Promise.all(reads)
    await recorded(stream, 2)
    // Asked for after the append, so that it must be seen.
    const late = eventLog.readAll({ filter: { streams: [stream] } })
    await sealer.query('SELECT pg_advisory_unlock_all()')
    sealer.release()
    expect(await late).toHaveLength(2)
    await read
  })

  it('goes on with what is sealed when sealing is held up for more than some seconds', async () => {
    const { eventLog, database } = temporary
    const stream = newStream()
    await recorded(stream, 2)
    await eventLog.readAll()
    const sealer = await database.pool.connect()
    await sealer.query(`SELECT pg_advisory_lock(hashtextextended('event_log.seal', 734402))`)
    await recorded(stream, 1)
    const filter = { streams: [stream] }
    expect(await eventLog.readAll({ filter })).toHaveLength(2)
    await sealer.query('SELECT pg_advisory_unlock_all()')
    sealer.release()
    expect(await eventLog.readAll({ filter })).toHaveLength(3)
  })

  it('gives what was appended before, in gapless positions', async () => {
    const [one, two] = [newStream(), newStream()]
    await recorded(one, 3)
    await recorded(two, 2)
    const all = await temporary.eventLog.readAll()
    expect(all.map(({ position }) => position)).toEqual(all.map((_, index) => BigInt(index + 1)))
    expect(all.slice(-5).map(({ stream }) => stream)).toEqual([one, one, one, two, two])
    const last = await temporary.eventLog.readAll({ direction: 'backwards', limit: 2 })
    expect(last).toEqual(all.slice(-2).reverse())
    expect(await temporary.eventLog.readAll({ after: BigInt(all.length - 1) })).toEqual(all.slice(-1))
  })

  it('gives the events of one kind', async () => {
    const stream = newStream()
    const [first] = await recorded(stream, 3)
    const found = async (filter: Parameters<typeof temporary.eventLog.count>[0]) => {
      const events = await temporary.eventLog.readAll({ filter })
      expect(await temporary.eventLog.count(filter)).toBe(events.length)
      return events.filter((event) => event.stream === stream).length
    }
    expect(await found({ streams: [stream] })).toBe(3)
    expect(await found({ streamPrefix: stream.slice(0, 30) })).toBe(3)
    expect(await found({ types: ['SignedIn'], actorId: '7' })).toBe(3)
    expect(await found({ types: ['SignedOut'] })).toBe(0)
    expect(await found({ actorId: '8' })).toBe(0)
    expect(await found({ correlationId: first?.context.correlationId ?? '' })).toBe(1)
    expect(await found({ requestId: 'nobody' })).toBe(0)
    expect(await found({ from: new Date(Date.now() - 60_000), to: new Date(Date.now() + 60_000) })).toBe(3)
    expect(await found({ to: new Date(Date.now() - 60_000) })).toBe(0)
  })
})

describe('follow', () => {
  it('gives what comes, each once and in order, until the signal aborts', async () => {
    const stream = newStream()
    const stop = new AbortController()
    const versions: number[] = []
    const filter = { streams: [stream] }
    const following = (async () => {
      for await (const events of temporary.eventLog.follow({ after: 0n, filter, signal: stop.signal })) {
        versions.push(...events.map(({ version }) => version))
        if (versions.length === 3) await recorded(stream, 2)
        if (versions.length >= 5) stop.abort()
      }
    })()
    await recorded(stream, 3)
    await following
    expect(versions).toEqual([1, 2, 3, 4, 5])
  })
})
