import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CodedError } from '@ticketing/service-kit'
import { deferred } from '../testing/deferred.js'
import {
  hinderedEventLog,
  sampleCommand,
  sampleCommands,
  sampleHappening,
  type TemporaryEventLog,
  temporaryEventLog,
} from '../testing/index.js'
import type { Command, Commands, Settlement, Settlers } from './commands.js'

let temporary: TemporaryEventLog
beforeAll(async () => {
  temporary = await temporaryEventLog()
})
afterAll(() => temporary.close())

const done: Settlement = { kind: 'done', events: [sampleHappening(3)] }

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
    const command = sampleCommand({ deadline: Date.now() + 1_500, graceMs: 0 })
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
    const command = sampleCommand({ deadline: Date.now() + 1_500, graceMs: 20 })
    const sent = deferred()
    const lost = killed.run(command, async () => {
      alive = false
      sent.resolve()
      return { value: null, events: [sampleHappening(3)] }
    })
    await Promise.race([sent.promise, lost])
    await withSettlers({ setCartItem: async () => done }, (commands) =>
      commands.run(sampleCommand({ stream: command.stream }), async () => ({ value: null, nothing: '' })),
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
