import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { deferred } from '../testing/deferred.js'
import {
  sampleCommand,
  sampleCommands,
  sampleHappening,
  sampleIntent,
  type TemporaryEventLog,
  temporaryEventLog,
} from '../testing/index.js'
import type { Commands, Settle, Settlement, Settlers } from './commands.js'

let temporary: TemporaryEventLog
beforeAll(async () => {
  temporary = await temporaryEventLog()
})
afterAll(() => temporary.close())

const nothing = async () => ({ value: null, nothing: 'to do' })
const done: Settlement = { kind: 'done', events: [sampleHappening(3)] }

/** Of a process that was killed: it is over, or will be in so many milliseconds. */
async function leaveBehind(name: string, patienceMs = 1): Promise<string> {
  const { stream } = sampleCommand()
  await temporary.eventLog.append([{ stream, expected: 'any', events: [sampleIntent(name, patienceMs)] }])
  if (patienceMs > 1) return stream
  while (((await temporary.eventLog.openIntent(stream))?.remainingMs ?? 0) > 0);
  return stream
}

const eventsOf = async (stream: string) =>
  (await temporary.eventLog.readStream(stream)).map(({ type, data }) => ({ type, data }))
const typesOf = async (stream: string) => (await eventsOf(stream)).map(({ type }) => type)

/** A process that knows how to settle. */
async function withSettlers<T>(settlers: Settlers, work: (commands: Commands) => Promise<T>): Promise<T> {
  const commands = sampleCommands({ eventLog: temporary.eventLog, settlers })
  try {
    return await work(commands)
  } finally {
    await commands.close()
  }
}

const settle = (name: string, answer: Settle) =>
  withSettlers({ [name]: answer }, (commands) => commands.settleAbandoned())

describe('commands that were left behind', () => {
  it('are closed by what their settler finds, in the name of the settler', async () => {
    const stream = await leaveBehind('left')
    expect(await settle('left', async () => done)).toBe(1)
    const [intent, event] = await temporary.eventLog.readStream(stream)
    expect(event).toMatchObject({ type: 'CartItemSet', data: sampleHappening(3).data })
    expect(event?.context).toEqual({
      ...intent?.context,
      actor: { id: 'settler', role: 'SYSTEM' },
      causationId: intent?.id,
      observedAt: expect.any(Date),
    })
  })

  it.each<[Settlement, object]>([
    [{ kind: 'not-done' }, { type: 'CommandRefused', data: { command: 'left', reason: 'NOT_CARRIED_OUT' } }],
    [
      { kind: 'unknown', reason: 'used by somebody' },
      { type: 'CommandOutcomeUnknown', data: { command: 'left', reason: 'used by somebody' } },
    ],
  ])('are closed as %j', async (settlement, event) => {
    const stream = await leaveBehind('left')
    expect(await settle('left', async () => settlement)).toBe(1)
    expect((await eventsOf(stream))[1]).toEqual(event)
  })

  it('stay open where nobody can be asked now, and rest until they are asked about again', async () => {
    const name = randomUUID()
    const stream = await leaveBehind(name)
    let asked = 0
    let monotonicMs = 0
    const settlers: Settlers = {
      [name]: async () => {
        asked += 1
        if (asked === 1) throw new Error('a fault')
        return asked === 2 ? { kind: 'later' } : done
      },
    }
    const options = { eventLog: temporary.eventLog, settlers, monotonicMs: () => monotonicMs }
    const commands = sampleCommands(options)
    const closed: number[] = []
    for (const passed of [0, 900, 2_000, 1_000, 4_000]) {
      monotonicMs += passed
      closed.push(await commands.settleAbandoned())
    }
    expect({ closed, asked }).toEqual({ closed: [0, 0, 0, 0, 1], asked: 3 })
    expect(await typesOf(stream)).toEqual(['CommandIntended', 'CartItemSet'])
    await commands.close()
  })

  it('are not touched before their patience is over, or by who does not know them', async () => {
    const stream = await leaveBehind('known', 60_000)
    const other = await leaveBehind('unknown')
    expect(await settle('known', async () => done)).toBe(0)
    expect(await settle('toString', async () => done)).toBe(0)
    expect([await typesOf(stream), await typesOf(other)]).toEqual([['CommandIntended'], ['CommandIntended']])
  })

  it('are settled once, however many processes try', async () => {
    const name = randomUUID()
    const streams = await Promise.all([1, 2, 3].map(() => leaveBehind(name)))
    const counts = await Promise.all([1, 2, 3].map(() => settle(name, async () => done)))
    expect(counts.reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(3)
    for (const stream of streams) expect(await typesOf(stream)).toEqual(['CommandIntended', 'CartItemSet'])
  })

  it('are found by a sweep now and then', async () => {
    const name = randomUUID()
    const settled = deferred<string>()
    const settlers: Settlers = {
      [name]: async ({ stream }) => {
        settled.resolve(stream)
        return done
      },
    }
    const commands = sampleCommands({ eventLog: temporary.eventLog, settlers, settleEveryMs: 5 })
    const stream = await leaveBehind(name)
    expect(await settled.promise).toBe(stream)
    await commands.close()
    expect(await typesOf(stream)).toEqual(['CommandIntended', 'CartItemSet'])
  })

  it('do not keep the process from ending where their settler does not answer', async () => {
    const name = randomUUID()
    await leaveBehind(name)
    const asked = deferred()
    const never: Settle = () => {
      asked.resolve()
      return deferred<Settlement>().promise
    }
    const commands = sampleCommands({
      eventLog: temporary.eventLog,
      settlers: { [name]: never },
      settleEveryMs: 5,
    })
    await asked.promise
    await commands.close()
  })

  it('are settled by who waits for them, as soon as their patience is over', async () => {
    const stream = await leaveBehind('left', 40)
    await withSettlers({ left: async () => done }, (commands) =>
      commands.run(sampleCommand({ stream }), nothing),
    )
    expect(await typesOf(stream)).toEqual([
      'CommandIntended',
      'CartItemSet',
      'CommandIntended',
      'CommandCompleted',
    ])
  })

  it('are settled by what the caller can see, before what the process can', async () => {
    const stream = await leaveBehind('left')
    const unable = { left: async (): Promise<Settlement> => ({ kind: 'later' }) }
    const able = { left: async () => done }
    await withSettlers(unable, (commands) => commands.run(sampleCommand({ stream, settlers: able }), nothing))
    expect(await typesOf(stream)).toHaveLength(4)
  })

  it('are settled by what the caller can see, also while the process asks in vain', async () => {
    const name = randomUUID()
    const stream = await leaveBehind(name)
    const asked = deferred()
    const answer = deferred<Settlement>()
    const unable: Settle = () => {
      asked.resolve()
      return answer.promise
    }
    await withSettlers({ [name]: unable }, async (commands) => {
      const sweep = commands.settleAbandoned()
      await asked.promise
      const settlers = { [name]: async () => done }
      const running = commands.run(sampleCommand({ stream, settlers }), nothing)
      answer.resolve({ kind: 'later' })
      await Promise.all([sweep, running])
    })
    expect(await typesOf(stream)).toHaveLength(4)
  })

  it('hold up who waits until the deadline only, where their settler does not answer', async () => {
    const stream = await leaveBehind('left')
    const answer = deferred<Settlement>()
    const commands = sampleCommands({
      eventLog: temporary.eventLog,
      settlers: { left: () => answer.promise },
    })
    const waiting = commands.run(sampleCommand({ stream, deadline: Date.now() + 40 }), nothing)
    await expect(waiting).rejects.toMatchObject({ code: 'CONFLICT' })
    answer.resolve(done)
    await commands.run(sampleCommand({ stream }), nothing)
    expect(await typesOf(stream)).toHaveLength(4)
    await commands.close()
  })

  it('that wait for the streams of each other are all settled', async () => {
    const name = randomUUID()
    const streams = await Promise.all([leaveBehind(name), leaveBehind(name)])
    const crosswise: Settle = async ({ stream }) => ({
      kind: 'done',
      events: [{ ...sampleHappening(), stream: streams.find((other) => other !== stream) ?? stream }],
    })
    expect(await settle(name, crosswise)).toBe(2)
    for (const stream of streams) {
      expect(await typesOf(stream)).toEqual(['CommandIntended', 'CommandCompleted', 'CartItemSet'])
    }
  })
})
