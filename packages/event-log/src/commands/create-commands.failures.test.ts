import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CodedError, openDatabase } from '@ticketing/service-kit'
import { openEventLog } from '../create-event-log.js'
import type { Append } from '../event-log.js'
import { deferred } from '../testing/deferred.js'
import {
  type Hindrance,
  hinderedEventLog,
  sampleCommand,
  sampleCommands,
  sampleHappening,
  sampleLog,
  type TemporaryEventLog,
  temporaryEventLog,
} from '../testing/index.js'

let temporary: TemporaryEventLog
beforeAll(async () => {
  temporary = await temporaryEventLog()
})
afterAll(() => temporary.close())

const typesOf = async (stream: string) =>
  (await temporary.eventLog.readStream(stream)).map(({ type }) => type)

const isIntent = ([batch]: readonly Append[]) => batch?.closes === undefined

/** A process over a database that fails as `hinder` says; for each failure its clock goes `aheadMs` ahead. */
function hindered(hinder: (batches: readonly Append[]) => Hindrance, { aheadMs = 0 } = {}) {
  let ahead = 0
  const eventLog = hinderedEventLog(temporary.eventLog, (batches) => {
    const hindrance = hinder(batches)
    if (hindrance !== null) ahead += aheadMs
    return hindrance
  })
  return sampleCommands({ eventLog, now: () => Date.now() + ahead })
}

/** Hinders the first appends that `of` picks. */
function first(hindrances: readonly Hindrance[], of: (batches: readonly Append[]) => boolean) {
  const left = [...hindrances]
  return (batches: readonly Append[]): Hindrance => (of(batches) ? (left.shift() ?? null) : null)
}

const isOutcome = (batches: readonly Append[]) => !isIntent(batches)
const happens = async () => ({ value: 'told', events: [sampleHappening()] as const })

describe('while the log cannot be written', () => {
  it('commands are refused before anything is sent', async () => {
    const commands = hindered(() => 'down', { aheadMs: 1_000 })
    const command = sampleCommand()
    const running = commands.run(command, () => Promise.reject(new Error('it ran')))
    await expect(running).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', extensions: {} })
    await commands.close()
    expect(await typesOf(command.stream)).toEqual([])
  })

  it('commands are refused also where the database answers, and refuses', async () => {
    const own = await temporaryEventLog()
    const admin = openDatabase({ url: own.ownerUrl, applicationName: 'tests', max: 1, log: sampleLog })
    const role = new URL(own.url).username
    await admin.query(`REVOKE EXECUTE ON FUNCTION event_log.append(jsonb) FROM ${role}`)
    const commands = sampleCommands({ eventLog: own.eventLog })
    const running = commands.run(sampleCommand(), () => Promise.reject(new Error('it ran')))
    await expect(running).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
    await commands.close()
    await admin.close()
    await own.close()
  })

  it('commands are refused by their deadline where the database does not answer', async () => {
    const commands = hindered(first(['hangs'], isIntent))
    const command = sampleCommand({ deadline: Date.now() + 30 })
    const running = commands.run(command, () => Promise.reject(new Error('it ran')))
    await expect(running).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
    await commands.close()
  })

  it('what was carried out is told as such, not to be sent again, and recorded once it can be', async () => {
    const recorded = deferred()
    const hinder = first(['down', 'down', 'down'], isOutcome)
    const commands = hindered(
      (batches) => {
        const hindrance = hinder(batches)
        if (hindrance === null && isOutcome(batches)) recorded.resolve()
        return hindrance
      },
      { aheadMs: 4_000 },
    )
    const command = sampleCommand()
    await expect(commands.run(command, happens)).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      retryable: false,
      extensions: { carriedOut: true },
    })
    await recorded.promise
    await commands.close()
    expect(await typesOf(command.stream)).toEqual(['CommandIntended', 'CartItemSet'])
  })

  it('what was refused may be sent again', async () => {
    const newProcess = () => hindered((batches) => (isOutcome(batches) ? 'down' : null), { aheadMs: 30_000 })
    const processes = [newProcess(), newProcess()] as const
    const running = processes[0].run(sampleCommand(), async () => ({ value: null, refused: 'NOT_FOUND' }))
    await expect(running).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      retryable: true,
      extensions: {},
    })
    const error = new CodedError('FORBIDDEN', 'You may not do this.')
    await expect(processes[1].run(sampleCommand(), () => Promise.reject(error))).rejects.toBe(error)
    await Promise.all(processes.map((commands) => commands.close()))
  })

  it('nothing is recorded of an outcome that is not in the catalogue, and it is left to be settled', async () => {
    const commands = hindered(() => null)
    const command = sampleCommand()
    const running = commands.run(command, async () => ({ value: null, events: [sampleHappening(0.5)] }))
    await expect(running).rejects.toMatchObject({ extensions: { carriedOut: true } })
    await commands.close()
    expect(await typesOf(command.stream)).toEqual(['CommandIntended'])
  })
})

describe('when the answer to an append is lost', () => {
  it('an intent is found again as its own', async () => {
    const commands = hindered(first(['lost', 'down', 'lost'], isIntent))
    const command = sampleCommand()
    expect(await commands.run(command, happens)).toBe('told')
    await commands.close()
    expect(await typesOf(command.stream)).toEqual(['CommandIntended', 'CartItemSet'])
  })

  it('an outcome is recorded once', async () => {
    const commands = hindered(first(['lost', 'down', 'lost'], isOutcome))
    const command = sampleCommand()
    const there = { ...sampleHappening(), stream: sampleCommand().stream }
    await commands.run(command, async () => ({ value: null, events: [there, sampleHappening()] }))
    await commands.close()
    expect(await typesOf(command.stream)).toEqual(['CommandIntended', 'CartItemSet'])
    expect(await typesOf(there.stream)).toEqual(['CartItemSet'])
  })

  it('and does not come in time, the intent is withdrawn: nothing was sent', async () => {
    const commands = hindered(first(['lost'], isIntent), { aheadMs: 1_000 })
    const command = sampleCommand()
    const running = commands.run(command, () => Promise.reject(new Error('it ran')))
    await expect(running).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
    await commands.run(sampleCommand({ stream: command.stream }), happens)
    const [, withdrawn] = await temporary.eventLog.readStream(command.stream)
    expect(withdrawn).toMatchObject({ type: 'CommandRefused', data: { reason: 'SERVICE_UNAVAILABLE' } })
    await commands.close()
  })

  it('commands go on over connections that break at any moment', async () => {
    const commands = sampleCommands({ eventLog: temporary.eventLog })
    const { stream } = sampleCommand()
    const admin = openDatabase({ url: temporary.adminUrl, applicationName: 'tests', max: 1, log: sampleLog })
    const breakAll = () =>
      admin.query(`SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`)
    const broken: Promise<unknown>[] = []
    for (let quantity = 1; quantity <= 20; quantity += 1) {
      broken.push(breakAll())
      await commands.run(sampleCommand({ stream }), async () => {
        broken.push(breakAll())
        return { value: null, events: [sampleHappening(quantity)] }
      })
    }
    await Promise.all(broken)
    await Promise.all([commands.close(), admin.close()])
    const reading = openEventLog({ url: temporary.url, log: sampleLog })
    const events = await reading.readStream(stream)
    await reading.close()
    expect(events.map(({ type }) => type)).toEqual(
      Array.from({ length: 20 }, () => ['CommandIntended', 'CartItemSet']).flat(),
    )
  })
})

describe('what a command sends', () => {
  it('is not sent once the deadline is over by a clock that nobody sets', async () => {
    let monotonicMs = 0
    const commands = sampleCommands({ eventLog: temporary.eventLog, monotonicMs: () => monotonicMs })
    const now = Date.now()
    const command = sampleCommand({ deadline: now + 5_000 })
    const running = commands.run(command, async (held) => {
      monotonicMs = 4_000
      held.ensureAlone()
      // The process is stopped for a while.
      monotonicMs = 5_000
      held.ensureAlone()
      return happens()
    })
    await expect(running).rejects.toMatchObject({ code: 'CONFLICT' })
    await commands.close()
  })
})
