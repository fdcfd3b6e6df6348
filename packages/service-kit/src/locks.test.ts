import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { later } from './later.js'
import { createLocks, type HeldLock, type Locks } from './locks.js'
import { createLog } from './log.js'
import { createTemporaryDatabase, type TemporaryDatabase } from './temporary-database.js'

const log = createLog({ name: 'test', level: 'silent' })
const opened: Locks[] = []
let database: TemporaryDatabase

beforeAll(async () => {
  database = await createTemporaryDatabase(process.env.TEST_DATABASE_URL)
})
afterEach(async () => {
  for (const locks of opened.splice(0)) await locks.close()
})
afterAll(() => database.drop())

/** Each stands for a process of its own. */
function process_(options: { max?: number; url?: string } = {}): Locks {
  const locks = createLocks({ url: options.url ?? database.url, max: options.max, now: Date.now, log })
  opened.push(locks)
  return locks
}

const soon = (ms = 20_000) => ({ deadline: Date.now() + ms })

/** Work that has begun and ends when told. */
function openEndedWork() {
  const begun = later()
  const end = later<string>()
  const work = ({ lost }: HeldLock) => {
    lost.addEventListener('abort', () => begun.resolve())
    begun.resolve()
    return end.promise
  }
  return { work, begun: begun.promise, end: () => end.resolve('done'), fail: (e: Error) => end.reject(e) }
}

async function waiters(): Promise<number> {
  const [row] = await database.run(
    "SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
  )
  return Number(row?.n)
}

async function granted(): Promise<number> {
  const [row] = await database.run(
    "SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
  )
  return Number(row?.n)
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise(setImmediate)
}

describe('createLocks', () => {
  it('runs one work at a time over two processes and eight workers each', async () => {
    const [one, other] = [process_({ max: 3 }), process_({ max: 3 })]
    let inside = 0
    let most = 0
    let counter = 0
    const work = async () => {
      inside += 1
      most = Math.max(most, inside)
      const read = counter
      await new Promise(setImmediate)
      counter = read + 1
      inside -= 1
    }
    const workers = Array.from({ length: 16 }, (_, index) => (index % 2 === 0 ? one : other))
    await Promise.all(
      workers.map(async (locks) => {
        for (let round = 0; round < 5; round++) await locks.withLock('ticket:7', soon(), work)
      }),
    )
    expect({ most, counter }).toEqual({ most: 1, counter: 80 })
  })

  it('does not make different keys wait for each other', async () => {
    const locks = process_()
    const held = openEndedWork()
    const first = locks.withLock('ticket:1', soon(), held.work)
    await held.begun
    expect(await locks.withLock('ticket:2', soon(), async () => 'both')).toBe('both')
    held.end()
    await first
  })

  it('answers CONFLICT at the deadline, in the same process and in another', async () => {
    const [one, other] = [process_(), process_()]
    const held = openEndedWork()
    const first = one.withLock('k', soon(), held.work)
    await held.begun
    // It is held until after: whoever waited for its end would wait for ever.
    for (const locks of [one, other]) {
      await expect(locks.withLock('k', soon(150), async () => 'never')).rejects.toMatchObject({
        code: 'CONFLICT',
        retryable: true,
      })
    }
    await expect(one.withLock('k', soon(0), async () => 'never')).rejects.toMatchObject({ code: 'CONFLICT' })
    held.end()
    expect(await first).toBe('done')
    expect(await other.withLock('k', soon(), async () => 'free again')).toBe('free again')
  })

  it('keeps the order of arrival within a process', async () => {
    const locks = process_()
    const served: number[] = []
    await Promise.all([1, 2, 3, 4, 5].map((n) => locks.withLock('k', soon(), async () => served.push(n))))
    expect(served).toEqual([1, 2, 3, 4, 5])
  })

  it('gives the lock back and passes the error on when the work throws', async () => {
    const [one, other] = [process_(), process_()]
    await expect(one.withLock('k', soon(), () => Promise.reject(new Error('mine')))).rejects.toThrow('mine')
    expect(await other.withLock('k', soon(), async () => 'free')).toBe('free')
  })

  it('lets a waiter leave by its signal, in line and at the database', async () => {
    const [one, other] = [process_(), process_()]
    const held = openEndedWork()
    const first = one.withLock('k', soon(), held.work)
    await held.begun
    const leaving = new AbortController()
    const waits = [one, other].map((locks) =>
      locks.withLock('k', { ...soon(), signal: leaving.signal }, async () => 'never'),
    )
    await until(async () => (await waiters()) === 1)
    leaving.abort()
    for (const wait of waits) await expect(wait).rejects.toMatchObject({ code: 'CONFLICT' })
    held.end()
    await first
    expect(await other.withLock('k', soon(), async () => 'free')).toBe('free')
  })

  it('does not disturb work that has begun when its caller goes away', async () => {
    const locks = process_()
    const leaving = new AbortController()
    const held = openEndedWork()
    const result = locks.withLock('k', { ...soon(), signal: leaving.signal }, held.work)
    await held.begun
    leaving.abort()
    held.end()
    expect(await result).toBe('done')
  })

  it('tells the work when the connection that holds the lock is lost, and recovers', async () => {
    const [one, other] = [process_(), process_()]
    const lost = await one.withLock('k', soon(), async ({ lost: signal }) => {
      const gone = once(signal, 'abort')
      await database.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'locks' AND datname = current_database()",
      )
      await gone
      expect(await other.withLock('k', soon(), async () => 'taken over')).toBe('taken over')
      return signal.aborted
    })
    expect(lost).toBe(true)
    expect(await one.withLock('k', soon(), async () => 'again')).toBe('again')
  })

  it('answers SERVICE_UNAVAILABLE when its connections are all taken, and lets one kind take three quarters', async () => {
    const locks = process_({ max: 4 })
    const held = openEndedWork()
    const payments = [1, 2, 3].map((id) => locks.withLock(`payment:${id}`, soon(), held.work))
    await until(async () => (await granted()) === 3)
    const crowded = { code: 'SERVICE_UNAVAILABLE', retryable: true }
    await expect(locks.withLock('payment:4', soon(100), async () => 'never')).rejects.toMatchObject(crowded)
    const cart = locks.withLock('cart:1', soon(), held.work)
    await until(async () => (await granted()) === 4)
    await expect(locks.withLock('cart:2', soon(100), async () => 'never')).rejects.toMatchObject(crowded)
    const next = locks.withLock('cart:3', soon(), async () => 'my turn')
    held.end()
    expect(await next).toBe('my turn')
    await Promise.all([...payments, cart])
  })

  it('answers SERVICE_UNAVAILABLE when the database is down', async () => {
    const locks = process_({ url: 'postgres://nobody:x@127.0.0.1:1/none' })
    await expect(locks.withLock('k', soon(), async () => 'never')).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
    })
  })

  it('answers SERVICE_UNAVAILABLE by the deadline when the database is silent', async () => {
    const sockets: Socket[] = []
    const silent = createServer((socket) => sockets.push(socket))
    silent.listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const address = silent.address()
    const port = typeof address === 'object' ? address?.port : 0
    const locks = process_({ url: `postgres://nobody:x@127.0.0.1:${port}/none` })
    await expect(locks.withLock('k', soon(100), async () => 'never')).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
    })
    for (const socket of sockets) socket.destroy()
    silent.close()
  })
})
