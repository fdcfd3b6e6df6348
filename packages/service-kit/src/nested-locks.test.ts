import { once } from 'node:events'
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
function process_(max?: number): Locks {
  const locks = createLocks({ url: database.url, max, now: Date.now, log })
  opened.push(locks)
  return locks
}

const soon = (ms = 20_000) => ({ deadline: Date.now() + ms })

async function heldLocks(): Promise<number> {
  const [row] = await database.run(
    "SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
  )
  return Number(row?.n)
}

describe('a lock inside a lock', () => {
  it('needs no further connection: 30 at once in each of two processes finish', async () => {
    const processes = [process_(10), process_(10)]
    const allBegun = later()
    let begun = 0
    const done = await Promise.all(
      processes.flatMap((locks, index) =>
        Array.from({ length: 30 }, (_, n) =>
          locks.withLock(`cart:${index}-${n}`, soon(), async (cart) => {
            // As many as get a connection hold their outer lock before anybody asks for an inner one.
            begun += 1
            if (begun === 14) allBegun.resolve()
            await allBegun.promise
            return cart.withLock(`payment:${n}`, soon(), async () => 'done')
          }),
        ),
      ),
    )
    expect(done).toEqual(Array(60).fill('done'))
    expect(await heldLocks()).toBe(0)
  })

  it('excludes everybody else, in the same process and in another, and may hold a third', async () => {
    const [one, other] = [process_(), process_()]
    await one.withLock('cart:1', soon(), (cart) =>
      cart.withLock('payment:1', soon(), (payment) =>
        payment.withLock('ticket:1', soon(), async () => {
          for (const locks of [one, other]) {
            for (const key of ['cart:1', 'payment:1', 'ticket:1']) {
              const attempt = locks.withLock(key, soon(60), async () => 'never')
              await expect(attempt).rejects.toMatchObject({ code: 'CONFLICT' })
            }
          }
        }),
      ),
    )
    expect(await heldLocks()).toBe(0)
  })

  it('answers CONFLICT by its own deadline, and the outer lock stays', async () => {
    const [one, other] = [process_(), process_()]
    for (const holder of [one, other]) {
      const begun = later()
      const end = later()
      const held = holder.withLock('payment:1', soon(), () => {
        begun.resolve()
        return end.promise
      })
      await begun.promise
      const outcome = await one.withLock('cart:1', soon(), async (cart) => {
        const nested = cart.withLock('payment:1', soon(100), async () => 'never')
        await expect(nested).rejects.toMatchObject({ code: 'CONFLICT' })
        await expect(other.withLock('cart:1', soon(60), async () => 'never')).rejects.toMatchObject({
          code: 'CONFLICT',
        })
        return cart.lost.aborted
      })
      expect(outcome).toBe(false)
      end.resolve()
      await held
    }
  })

  it('ends one of two that wait for each other, long before the deadline', async () => {
    const [one, other] = [process_(), process_()]
    const both = later()
    let holding = 0
    const crossing = (locks: Locks, first: string, second: string) =>
      locks.withLock(first, soon(), async (held) => {
        holding += 1
        if (holding === 2) both.resolve()
        await both.promise
        return held.withLock(second, soon(), async () => 'had both').catch((error) => error.code)
      })
    const outcomes = await Promise.all([crossing(one, 'a:1', 'b:1'), crossing(other, 'b:1', 'a:1')])
    expect(outcomes.sort()).toEqual(['CONFLICT', 'had both'])
  })

  it('is refused at once for a key that the work holds already', async () => {
    const attempt = process_().withLock('a:1', soon(), (a) =>
      a.withLock('b:1', soon(), (b) => b.withLock('a:1', soon(), async () => 'never')),
    )
    await expect(attempt).rejects.toThrow('a:1 is taken inside its own work')
  })

  it('is not had any more once the connection is lost, and leaves nothing when the work runs away', async () => {
    const [one, other] = [process_(), process_()]
    await one.withLock('a:1', soon(), async (a) => {
      const gone = once(a.lost, 'abort')
      await database.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'locks' AND datname = current_database()",
      )
      await gone
      await expect(a.withLock('b:1', soon(), async () => 'never')).rejects.toMatchObject({
        code: 'SERVICE_UNAVAILABLE',
      })
    })
    const begun = later()
    const leaked: HeldLock[] = []
    await one.withLock('a:1', soon(), async (a) => {
      leaked.push(a)
      // Nobody waits for this one.
      void a
        .withLock('b:1', soon(), () => {
          begun.resolve()
          return new Promise(() => undefined)
        })
        .catch(() => undefined)
      await begun.promise
    })
    expect(await other.withLock('b:1', soon(), async () => 'free again')).toBe('free again')
    for (const late of leaked) {
      await expect(late.withLock('c:1', soon(), async () => 'never')).rejects.toMatchObject({
        code: 'SERVICE_UNAVAILABLE',
      })
    }
  })
})
