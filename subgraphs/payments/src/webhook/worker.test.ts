import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { CodedError, createLog, type Database } from '@ticketing/service-kit'
import { temporaryPayments } from '../testing/temporary-payments.js'
import { type ClaimedWebhook, createInbox } from './inbox.js'
import { WEBHOOK_PACE, type WebhookPace } from './pace.js'
import { type Attempt, startWorker, type Worker, type WorkerOptions } from './worker.js'

const log = createLog({ name: 'worker-test', level: 'silent' })
const QUICK = { ...WEBHOOK_PACE, lookEveryMs: 20, firstPauseMs: 1, longestPauseMs: 4, leaseMs: 300 }
const DONE: Attempt = { kind: 'done', outcome: 'PASSED_ON' }

let temporary: Awaited<ReturnType<typeof temporaryPayments>>
let database: Database
const workers: Worker[] = []

beforeAll(async () => {
  temporary = await temporaryPayments()
  database = temporary.database
})
afterAll(() => temporary.close())
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.close()))
  await temporary.owner.query('TRUNCATE payments.stripe_events')
})

/** A worker, and the events that it was done with, in order. `attempts` resolves once there were so many. */
function start(
  work: WorkerOptions['work'],
  pace: Partial<WebhookPace> = {},
  change: Partial<WorkerOptions> = {},
) {
  const seen: Attempt[] = []
  const waiting: { count: number; resolve: () => void }[] = []
  const worker = startWorker({
    inbox: createInbox(database),
    work,
    recordParked: async () => undefined,
    pace: { ...QUICK, ...pace },
    random: () => 0.5,
    onAttempt(attempt) {
      seen.push(attempt)
      for (const { count, resolve } of waiting) if (seen.length >= count) resolve()
    },
    log,
    ...change,
  })
  workers.push(worker)
  return {
    ...worker,
    seen,
    attempts: (count: number) =>
      new Promise<void>((resolve) => {
        waiting.push({ count, resolve })
        if (seen.length >= count) resolve()
      }),
  }
}

async function store(payment: string, second: number): Promise<string> {
  const id = `evt_${randomUUID()}`
  await createInbox(database).store({
    id,
    type: 'payment_intent.succeeded',
    payment,
    intentId: null,
    createdAt: new Date(1_700_000_000_000 + second * 1000),
    body: Buffer.from('{}'),
  })
  return id
}
const rows = () =>
  database.query<{
    id: string
    state: string
    attempts: number
    reason: string | null
    outcome: string | null
  }>('SELECT id, state, attempts, reason, outcome FROM payments.stripe_events ORDER BY arrival')

describe('the worker', () => {
  it('works the events of a payment off in order, and payments beside each other', async () => {
    const [ada, ben] = [randomUUID(), randomUUID()]
    const ids = [await store(ada, 3), await store(ada, 1), await store(ada, 2)]
    await store(ben, 1)
    const order: ClaimedWebhook[] = []
    const payments = new Set<string>()
    let together = 0
    const { attempts } = start(async (webhook) => {
      expect(payments.has(webhook.payment)).toBe(false)
      payments.add(webhook.payment)
      together = Math.max(together, payments.size)
      order.push(webhook)
      await new Promise(setImmediate)
      payments.delete(webhook.payment)
      return DONE
    })
    await attempts(4)
    expect(order.filter(({ payment }) => payment === ada).map(({ id }) => id)).toEqual([
      ids[1],
      ids[2],
      ids[0],
    ])
    expect(together).toBe(2)
    expect((await rows()).map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done'])
  })

  it('works on no more payments at a time than it may', async () => {
    for (let number = 0; number < 9; number += 1) await store(randomUUID(), number)
    let [now, most] = [0, 0]
    const { attempts } = start(
      async () => {
        now += 1
        most = Math.max(most, now)
        await new Promise(setImmediate)
        now -= 1
        return DONE
      },
      { parallel: 3 },
    )
    await attempts(9)
    expect(most).toBe(3)
  })

  it('begins at once when it is woken', async () => {
    const { wake, attempts } = start(async () => DONE, { lookEveryMs: 1_000_000 })
    await store(randomUUID(), 1)
    wake()
    await attempts(1)
  })

  it('tries again what fails, however it fails', async () => {
    await store(randomUUID(), 1)
    const answers: (() => Attempt)[] = [
      () => ({ kind: 'later', reason: 'The backend answered 500.' }),
      () => {
        throw new CodedError('CONFLICT', 'Another command is at work on the same thing; try again.')
      },
      () => {
        throw new TypeError('a fault of ours')
      },
      () => DONE,
    ]
    const { attempts, seen } = start(async () => (answers.shift() ?? (() => DONE))())
    await attempts(4)
    expect(seen).toEqual([
      { kind: 'later', reason: 'The backend answered 500.' },
      { kind: 'later', reason: 'CONFLICT' },
      { kind: 'later', reason: 'INTERNAL_SERVER_ERROR' },
      DONE,
    ])
    expect(await rows()).toMatchObject([{ state: 'done', attempts: 4 }])
  })

  it('parks what was tried for too long, once that is recorded', async () => {
    const id = await store(randomUUID(), 1)
    const recorded: string[] = []
    const { attempts } = start(
      async () => ({ kind: 'later', reason: 'BACKEND_UNAVAILABLE' }),
      { giveUpAfterMs: 0, giveUpAttempts: 3 },
      {
        async recordParked(webhook, reason) {
          expect(await rows()).toMatchObject([{ state: 'working' }])
          recorded.push(`${webhook.id}: ${reason}`)
        },
      },
    )
    await attempts(3)
    const reason = 'It was tried 3 times, at last: BACKEND_UNAVAILABLE'
    expect(recorded).toEqual([`${id}: ${reason}`])
    expect(await rows()).toMatchObject([{ state: 'parked', reason }])
  })

  it('parks nothing that cannot be recorded, and comes back to it', async () => {
    await store(randomUUID(), 1)
    let failing = true
    const { attempts } = start(
      async () => ({ kind: 'parked', reason: 'The backend answered 404.' }),
      {},
      {
        async recordParked() {
          if (!failing) return
          failing = false
          throw new CodedError('SERVICE_UNAVAILABLE', 'A part of the platform is down for the moment.')
        },
      },
    )
    await attempts(1)
    expect(await rows()).toMatchObject([{ state: 'parked', attempts: 2 }])
  })

  it('keeps what it works on for longer than its lease', async () => {
    await store(randomUUID(), 1)
    const inbox = createInbox(database)
    let renewals = 0
    let renewedOften = () => undefined
    // Three are as long as the lease.
    const longerThanLease = new Promise<void>((resolve) => {
      renewedOften = () => void resolve()
    })
    const counting: typeof inbox = {
      ...inbox,
      async renew(claimed, leaseMs) {
        const renewed = await inbox.renew(claimed, leaseMs)
        renewals += 1
        if (renewals === 5) renewedOften()
        return renewed
      },
    }
    let begun = 0
    const slowly = async () => {
      begun += 1
      await longerThanLease
      return DONE
    }
    const [one, other] = [start(slowly, {}, { inbox: counting }), start(slowly, {}, { inbox: counting })]
    await Promise.race([one.attempts(1), other.attempts(1)])
    expect(begun).toBe(1)
  })

  it('leaves what it works on to another worker when it dies', async () => {
    await store(randomUUID(), 1)
    const dead = { ...createInbox(database), renew: () => new Promise<boolean>(() => undefined) }
    let hang = true
    const begun = new Promise<void>((resolve) => {
      start(
        () => {
          resolve()
          return new Promise<Attempt>((end) => {
            if (!hang) end(DONE)
          })
        },
        { closeWithinMs: 1, parallel: 1 },
        { inbox: dead },
      )
    })
    await begun
    hang = false
    const { attempts } = start(async () => DONE)
    await attempts(1)
    expect(await rows()).toMatchObject([{ state: 'done', attempts: 2 }])
  })

  it('goes on by itself when the database was away', async () => {
    await store(randomUUID(), 1)
    const inbox = createInbox(database)
    let away = 3
    const { attempts } = start(
      async () => DONE,
      {},
      {
        inbox: {
          ...inbox,
          claim(limit, leaseMs) {
            away -= 1
            if (away < 0) return inbox.claim(limit, leaseMs)
            throw new CodedError('SERVICE_UNAVAILABLE', 'A part of the platform is down for the moment.')
          },
        },
      },
    )
    await attempts(1)
  })

  it('waits for what is under way when it closes, for a while, and takes nothing more', async () => {
    const payment = randomUUID()
    await store(payment, 1)
    await store(payment, 2)
    let finish = () => undefined
    const begun = new Promise<Worker>((resolve) => {
      const worker = start(
        () =>
          new Promise<Attempt>((end) => {
            finish = () => void end(DONE)
            resolve(worker)
          }),
      )
    })
    const closed = (await begun).close()
    finish()
    await closed
    expect((await rows()).map(({ state }) => state)).toEqual(['done', 'waiting'])
  })

  it('does not wait for ever when it closes', async () => {
    await store(randomUUID(), 1)
    const begun = new Promise<Worker>((resolve) => {
      const worker = start(
        () => {
          resolve(worker)
          return new Promise<Attempt>(() => undefined)
        },
        { closeWithinMs: 10 },
      )
    })
    await (await begun).close()
    expect(await rows()).toMatchObject([{ state: 'working' }])
  })
})
