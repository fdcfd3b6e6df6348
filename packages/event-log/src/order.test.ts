import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { toArgument } from './append-call.js'
import type { SealedEvent } from './event.js'
import { sampleSignIn, type TemporaryEventLog, temporaryEventLog } from './testing/index.js'
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
const idsOf = (events: readonly SealedEvent[]) => events.map(({ id }) => id)

/** An append whose transaction stays open until it is told how to end. */
async function heldAppend(stream: string, count: number) {
  const events = Array.from({ length: count }, () => sampleSignIn())
  const client = await temporary.database.pool.connect()
  await client.query('BEGIN')
  await client.query('SELECT event_log.append($1)', [
    toArgument([{ stream, expected: 'any', events }], '/test'),
  ])
  return {
    ids: events.map(({ id }) => id),
    async end(how: 'COMMIT' | 'ROLLBACK') {
      await client.query(how)
      client.release()
    },
  }
}

const append = (stream: string) =>
  temporary.eventLog.append([{ stream, expected: 'any', events: [sampleSignIn()] }])

/** Collects what a follower sees; `stop` ends it wherever it is, `resume` goes on from the last that was kept. */
function startFollowing(after: bigint) {
  const seen: SealedEvent[] = []
  let stop = new AbortController()
  let following = Promise.resolve()
  const resume = () => {
    stop = new AbortController()
    const { signal } = stop
    const from = seen.at(-1)?.position ?? after
    following = (async () => {
      for await (const events of temporary.eventLog.follow({ after: from, signal })) {
        // What comes after the stop is lost, as it is for a process that is killed.
        if (signal.aborted) return
        seen.push(...events)
      }
    })()
  }
  resume()
  return {
    seen,
    resume,
    async stop() {
      stop.abort()
      await following
    },
    async until(count: number) {
      while (seen.length < count) await new Promise((resolve) => setTimeout(resolve, 2))
    },
  }
}

const readFrom = async (after: bigint) => idsOf(await temporary.eventLog.readAll({ after, limit: 10_000 }))
const lastPosition = async () =>
  (await temporary.eventLog.readAll({ direction: 'backwards', limit: 1 }))[0]?.position ?? 0n

/** What a reader sees who remembers the highest number that he saw, as one must not. */
async function readByArrival(after: string): Promise<readonly { arrival: string; id: string }[]> {
  return temporary.database.query(
    'SELECT arrival, id FROM event_log.events WHERE arrival > $1 ORDER BY arrival',
    [after],
  )
}

describe('the order of the whole log', () => {
  it('holds an event back that commits late, and skips it nowhere', async () => {
    const start = await lastPosition()
    const follower = startFollowing(start)
    const late = await heldAppend(newStream(), 2)
    const early = newStream()
    for (let sent = 0; sent < 5; sent++) await append(early)
    await follower.until(5)
    const before = await readFrom(start)
    expect(before).toHaveLength(5)
    const highest = (await readByArrival('0')).at(-1)?.arrival ?? ''
    await late.end('COMMIT')
    expect(await readByArrival(highest)).toEqual([])
    await follower.until(7)
    expect(idsOf(follower.seen)).toEqual([...before, ...late.ids])
    await follower.stop()
  })

  it('has no place for what was rolled back', async () => {
    const start = await lastPosition()
    const gone = await heldAppend(newStream(), 3)
    await append(newStream())
    await gone.end('ROLLBACK')
    await append(newStream())
    const events = await temporary.eventLog.readAll({ after: start })
    expect(events.map(({ position }) => position)).toEqual([start + 1n, start + 2n])
  })

  it('is the same for all, whenever they read, and grows at its end only', async () => {
    const writer = fc.record({
      events: fc.integer({ min: 1, max: 4 }),
      /** How many others begin before it ends. */
      holds: fc.integer({ min: 0, max: 6 }),
      ends: fc.constantFrom('COMMIT' as const, 'COMMIT' as const, 'ROLLBACK' as const),
      meanwhile: fc.constantFrom('read', 'kill the follower', 'append', 'nothing'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(writer, { minLength: 1, maxLength: 20 }), async (writers) => {
        const start = await lastPosition()
        const [steady, killed] = [startFollowing(start), startFollowing(start)]
        const readings: string[][] = []
        const committed = new Set<string>()
        const open: { due: number; end(): Promise<void> }[] = []
        for (const [turn, { events, holds, ends, meanwhile }] of writers.entries()) {
          const held = await heldAppend(newStream(), events)
          if (ends === 'COMMIT') for (const id of held.ids) committed.add(id)
          // The pool has ten connections.
          open.push({ due: turn + Math.min(holds, 4), end: () => held.end(ends) })
          if (meanwhile === 'read') readings.push(await readFrom(start))
          if (meanwhile === 'kill the follower') {
            await killed.stop()
            killed.resume()
          }
          if (meanwhile === 'append') await append(newStream())
          for (const due of open.filter((one) => one.due === turn)) await due.end()
        }
        await Promise.all(open.filter(({ due }) => due >= writers.length).map((one) => one.end()))
        const final = await readFrom(start)
        await Promise.all([steady.until(final.length), killed.until(final.length)])
        await Promise.all([steady.stop(), killed.stop()])
        expect(idsOf(steady.seen)).toEqual(final)
        expect(idsOf(killed.seen)).toEqual(final)
        expect(new Set(final).size).toBe(final.length)
        for (const id of committed) expect(final).toContain(id)
        for (const reading of readings) expect(reading).toEqual(final.slice(0, reading.length))
      }),
      { numRuns: 12 },
    )
  })

  it('is kept by many writers, sealers and followers at once', async () => {
    const start = await lastPosition()
    const followers = [startFollowing(start), startFollowing(start), startFollowing(start)]
    const readings: string[][] = []
    const writers = Array.from({ length: 8 }, async (_, number) => {
      const stream = newStream()
      for (let sent = 0; sent < 40; sent++) {
        await append(stream)
        if (sent % 10 === number) readings.push(await readFrom(start))
        if (number === 0 && sent % 7 === 0) {
          await followers[2]?.stop()
          followers[2]?.resume()
        }
      }
    })
    await Promise.all(writers)
    const final = await readFrom(start)
    expect(final).toHaveLength(320)
    await Promise.all(followers.map((follower) => follower.until(320)))
    await Promise.all(followers.map((follower) => follower.stop()))
    for (const { seen } of followers) expect(idsOf(seen)).toEqual(final)
    for (const reading of readings) expect(reading).toEqual(final.slice(0, reading.length))
    const events = await temporary.eventLog.readAll({ after: start })
    for (const stream of new Set(events.map((event) => event.stream))) {
      const versions = events.filter((event) => event.stream === stream).map(({ version }) => version)
      expect(versions).toEqual(versions.map((_, at) => at + 1))
    }
  })
})
