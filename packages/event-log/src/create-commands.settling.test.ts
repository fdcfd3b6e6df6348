import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CodedError } from '@ticketing/service-kit'
import type { Command, Commands, Settle, Settlement, Settlers } from './commands.js'
import { deferred } from './testing/deferred.js'
import {
  hinderedEventLog,
  sampleCommand,
  sampleCommands,
  sampleHappening,
  sampleIntent,
  type TemporaryEventLog,
  temporaryEventLog,
} from './testing/index.js'

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

const lostAnswer = new CodedError('BACKEND_TIMEOUT', 'The ticketing backend did not answer in time.', {
  extensions: { outcomeUnknown: true },
})

/** Runs it, its answer lost, in a process whose settler says so. */
const losingTheAnswer = (command: Command, settlement: Settlement, error: Error = lostAnswer) =>
  withSettlers({ setCartItem: async () => settlement }, async (commands) => {
    const running = commands.run(command, (held) => {
      held.ensureAlone()
      return Promise.reject(error)
    })
    await expect(running).rejects.toBe(error)
  })

describe('a command of which nobody knows what became', () => {
  it('is closed at once where it was carried out', async () => {
    const command = sampleCommand()
    await losingTheAnswer(command, done)
    expect(await typesOf(command.stream)).toEqual(['CommandIntended', 'CartItemSet'])
  })

  it.each<Settlement>([{ kind: 'not-done' }, { kind: 'unknown', reason: '' }, { kind: 'later' }])(
    'is left open where its settler says %j: it may still arrive',
    async (settlement) => {
      const command = sampleCommand()
      await losingTheAnswer(command, settlement)
      expect(await typesOf(command.stream)).toEqual(['CommandIntended'])
    },
  )

  it('is left open where the work fails by a fault of ours', async () => {
    const command = sampleCommand()
    await losingTheAnswer(command, { kind: 'later' }, new TypeError('of undefined'))
    expect(await typesOf(command.stream)).toEqual(['CommandIntended'])
  })
})

describe('a command that others have settled before its outcome is recorded', () => {
  /** The intent is settled while the work is under way. */
  async function overtaken(settlement: Settlement, outcome: { readonly quantity: number } | null) {
    const command = sampleCommand({ deadline: Date.now() + 300, graceMs: 0 })
    const others = sampleCommands({
      eventLog: temporary.eventLog,
      settlers: { setCartItem: async () => settlement },
    })
    const value = await withSettlers({}, (commands) =>
      commands.run(command, async () => {
        while ((await others.settleAbandoned()) === 0);
        return outcome === null
          ? { value: 'told', refused: 'NOT_FOUND' }
          : { value: 'told', events: [sampleHappening(outcome.quantity)] }
      }),
    )
    expect(value).toBe('told')
    await others.close()
    return eventsOf(command.stream)
  }

  it('tells what happened after all', async () => {
    const events = await overtaken({ kind: 'not-done' }, { quantity: 3 })
    expect(events.map(({ type }) => type)).toEqual(['CommandIntended', 'CommandRefused', 'CartItemSet'])
  })

  it('records nothing twice where they saw the same', async () => {
    expect(await overtaken(done, { quantity: 3 })).toHaveLength(2)
  })

  it('leaves it at that where nothing happened', async () => {
    const events = await overtaken({ kind: 'unknown', reason: '' }, null)
    expect(events.map(({ type }) => type)).toEqual(['CommandIntended', 'CommandOutcomeUnknown'])
  })
})

describe('a killed process', () => {
  it('leaves what it was at to be settled after its patience', async () => {
    let alive = true
    const killed = sampleCommands({
      eventLog: hinderedEventLog(temporary.eventLog, () => (alive ? null : 'hangs')),
      // What is left of it gives up soon, for the sake of the test.
      now: () => (alive ? Date.now() : Date.now() + 60_000),
    })
    const command = sampleCommand({ deadline: Date.now() + 300, graceMs: 20 })
    const sent = deferred()
    const lost = killed.run(command, async () => {
      alive = false
      sent.resolve()
      return { value: null, events: [sampleHappening(3)] }
    })
    await Promise.race([sent.promise, lost])
    await withSettlers({ setCartItem: async () => done }, (commands) =>
      commands.run(sampleCommand({ stream: command.stream }), nothing),
    )
    await expect(lost).rejects.toMatchObject({ extensions: { carriedOut: true } })
    await killed.close()
    expect(await typesOf(command.stream)).toEqual([
      'CommandIntended',
      'CartItemSet',
      'CommandIntended',
      'CommandCompleted',
    ])
  })
})
