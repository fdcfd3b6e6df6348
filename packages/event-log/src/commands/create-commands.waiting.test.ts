import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type OpenedEventLog, openEventLog } from '../create-event-log.js'
import { deferred } from '../testing/deferred.js'
import {
  hinderedEventLog,
  sampleCommand,
  sampleCommands,
  sampleHappening,
  sampleLog,
  type TemporaryEventLog,
  temporaryEventLog,
} from '../testing/index.js'
import type { Commands, Held } from './commands.js'

let temporary: TemporaryEventLog
let logs: readonly [OpenedEventLog, OpenedEventLog]
let processes: readonly [Commands, Commands]
beforeAll(async () => {
  temporary = await temporaryEventLog()
  const open = () => openEventLog({ url: temporary.url, log: sampleLog })
  logs = [open(), open()]
  processes = [sampleCommands({ eventLog: logs[0] }), sampleCommands({ eventLog: logs[1] })]
})
afterAll(async () => {
  await Promise.all(processes.map((commands) => commands.close()))
  await Promise.all(logs.map((log) => log.close()))
  await temporary.close()
})

const nothing = async () => ({ value: null, nothing: 'to do' })

/** Runs a command on the stream that ends when the test says so. */
async function occupy(commands: Commands, stream: string) {
  const begun = deferred<Held>()
  const end = deferred()
  const ended = commands.run(sampleCommand({ stream }), async (held) => {
    begun.resolve(held)
    await end.promise
    return nothing()
  })
  await Promise.race([begun.promise, ended])
  return async () => {
    end.resolve()
    await ended
  }
}

describe('commands on one stream', () => {
  it('run one at a time over all processes, and are recorded in the order in which they ran', async () => {
    const { stream } = sampleCommand()
    const ran: number[] = []
    let inside = 0
    const run = (commands: Commands, quantity: number) =>
      commands.run(sampleCommand({ stream }), async () => {
        inside += 1
        expect(inside).toBe(1)
        await logs[0].readStream(stream)
        ran.push(quantity)
        inside -= 1
        return { value: quantity, events: [sampleHappening(quantity)] }
      })
    const values = await Promise.all([0, 1, 2, 3, 4, 5].map((n) => run(processes[n % 2 === 0 ? 0 : 1], n)))
    expect(values).toEqual([0, 1, 2, 3, 4, 5])
    const events = await logs[0].readStream(stream)
    const happened = events.filter(({ type }) => type === 'CartItemSet')
    expect(events.map(({ type }) => type)).toEqual(ran.flatMap(() => ['CommandIntended', 'CartItemSet']))
    expect(happened.map(({ data }) => data)).toEqual(ran.map((quantity) => sampleHappening(quantity).data))
    for (const parity of [0, 1]) {
      const ofOne = ran.filter((n) => n % 2 === parity)
      expect(ofOne).toEqual([...ofOne].sort())
    }
  })

  it('are CONFLICT when it is not free by the deadline, in another process and in the same', async () => {
    const { stream } = sampleCommand()
    const leave = await occupy(processes[0], stream)
    for (const commands of processes) {
      const late = sampleCommand({ stream, deadline: Date.now() + 1_000 })
      await expect(commands.run(late, () => Promise.reject(new Error('it ran')))).rejects.toMatchObject({
        code: 'CONFLICT',
        publicMessage: 'Another command is at work on the same thing; try again.',
      })
    }
    const event = { ...sampleHappening(), stream }
    const recording = processes[1].record([event], sampleCommand({ deadline: Date.now() + 1_000 }))
    await expect(recording).rejects.toMatchObject({ code: 'CONFLICT' })
    await leave()
    expect(await logs[0].readStream(stream)).toHaveLength(2)
  })

  it('are CONFLICT when the deadline is over before they begin', async () => {
    const late = sampleCommand({ deadline: Date.now() - 1 })
    await expect(processes[0].run(late, nothing)).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await logs[0].readStream(late.stream)).toEqual([])
  })

  it('stop waiting when whoever asked goes away', async () => {
    const { stream } = sampleCommand()
    const leave = await occupy(processes[0], stream)
    const caller = new AbortController()
    const waiting = processes.map((commands) =>
      commands.run(sampleCommand({ stream, signal: caller.signal }), () =>
        Promise.reject(new Error('it ran')),
      ),
    )
    caller.abort()
    const outcomes = await Promise.allSettled(waiting)
    expect(outcomes).toMatchObject([{ reason: { code: 'CONFLICT' } }, { reason: { code: 'CONFLICT' } }])
    await leave()
    await processes[1].run(sampleCommand({ stream }), nothing)
    const types = (await logs[0].readStream(stream)).map(({ type }) => type)
    // Whose intent was on its way just then has withdrawn it.
    const withdrawn = types.slice(2, -2)
    expect(withdrawn).toEqual(withdrawn.length > 0 ? ['CommandIntended', 'CommandRefused'] : [])
    expect(types.slice(-2)).toEqual(['CommandIntended', 'CommandCompleted'])
  })

  it('wait in line inside a process: only the first of it asks the database', async () => {
    const { stream } = sampleCommand()
    const leave = await occupy(processes[0], stream)
    const asking = new Set<string>()
    const secondTry = deferred()
    let tries = 0
    const commands = sampleCommands({
      eventLog: hinderedEventLog(logs[1], ([batch]) => {
        if (batch?.closes === undefined) asking.add(String(batch?.events[0]?.id))
        tries += 1
        if (tries === 3) secondTry.resolve()
        return null
      }),
    })
    const waiting = Array.from({ length: 4 }, () => commands.run(sampleCommand({ stream }), nothing))
    await secondTry.promise
    expect(asking.size).toBe(1)
    await leave()
    await Promise.all(waiting)
    expect(asking.size).toBe(4)
    await commands.close()
  })

  it('end before the recorder is closed', async () => {
    const { stream } = sampleCommand()
    const commands = sampleCommands({ eventLog: logs[1] })
    const leave = await occupy(commands, stream)
    const closed = commands.close()
    await leave()
    await closed
    expect(await logs[0].openIntent(stream)).toBeNull()
  })
})
