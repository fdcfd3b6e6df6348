import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CodedError } from '@ticketing/service-kit'
import {
  sampleAsker,
  sampleCommand,
  sampleCommands,
  sampleHappening,
  type TemporaryEventLog,
  temporaryEventLog,
} from '../testing/index.js'
import type { Command, Commands } from './commands.js'
import { correlationOf } from './correlation.js'

let temporary: TemporaryEventLog
let commands: Commands
beforeAll(async () => {
  temporary = await temporaryEventLog()
  commands = sampleCommands({ eventLog: temporary.eventLog })
})
afterAll(async () => {
  await commands.close()
  await temporary.close()
})

const typesOf = async (stream: string) =>
  (await temporary.eventLog.readStream(stream)).map(({ type }) => type)

const refusal = new CodedError('NOT_FOUND', 'There is no such thing, or it belongs to somebody else.')

describe('a command', () => {
  it('records its intent before the work, and what happened after it', async () => {
    const command = sampleCommand()
    const value = await commands.run(command, async () => {
      expect(await typesOf(command.stream)).toEqual(['CommandIntended'])
      return { value: 'done', events: [sampleHappening()] }
    })
    expect(value).toBe('done')
    const [intent, happened] = await temporary.eventLog.readStream(command.stream)
    expect(intent?.data).toMatchObject({ command: 'setCartItem', arguments: { product: '3', quantity: 1 } })
    expect(intent?.context).toEqual({
      ...sampleAsker,
      causationId: null,
      correlationId: correlationOf(sampleAsker, randomUUID),
      observedAt: null,
    })
    expect(happened).toMatchObject({ type: 'CartItemSet', data: sampleHappening().data })
    expect(happened?.context).toEqual({ ...intent?.context, causationId: intent?.id })
  })

  it('has the patience of what is left until its deadline, and the grace', async () => {
    const now = Date.now()
    const precise = sampleCommands({ eventLog: temporary.eventLog, now: () => now })
    const command = sampleCommand({ deadline: now + 700, graceMs: 50 })
    await precise.run(command, async () => ({ value: null, nothing: 'so it was' }))
    await precise.close()
    const [intent] = await temporary.eventLog.readStream(command.stream)
    expect(intent?.data).toMatchObject({ patienceMs: 750 })
  })

  it('records what was refused, and that nothing was to be done', async () => {
    const { stream } = sampleCommand()
    await commands.run(sampleCommand({ stream }), async () => ({ value: 1, refused: 'ALREADY_USED' }))
    await commands.run(sampleCommand({ stream }), async () => ({ value: 1, nothing: 'it was empty' }))
    const events = await temporary.eventLog.readStream(stream)
    expect(events.map(({ type, data }) => ({ type, data })).filter((_event, at) => at % 2 === 1)).toEqual([
      { type: 'CommandRefused', data: { command: 'setCartItem', reason: 'ALREADY_USED' } },
      { type: 'CommandCompleted', data: { command: 'setCartItem', note: 'it was empty' } },
    ])
  })

  it('appends to other streams in the same transaction, and closes its own', async () => {
    const { stream } = sampleCommand()
    const other = sampleCommand().stream
    const there = { ...sampleHappening(), stream: other }
    await commands.run(sampleCommand({ stream }), async () => ({ value: null, events: [there, there] }))
    expect(await typesOf(stream)).toEqual(['CommandIntended', 'CommandCompleted'])
    expect(await typesOf(other)).toEqual(['CartItemSet', 'CartItemSet'])
  })

  it('is closed where others have recorded all that happened by it', async () => {
    const { stream } = sampleCommand()
    const event = { ...sampleHappening(), id: randomUUID() }
    await commands.record([{ ...event, stream }], sampleCommand())
    await commands.run(sampleCommand({ stream }), async () => ({ value: null, events: [event] }))
    expect(await typesOf(stream)).toEqual(['CartItemSet', 'CommandIntended', 'CommandCompleted'])
  })

  it('records a known refusal, and throws it on', async () => {
    const command = sampleCommand()
    const work = commands.run(command, (held) => {
      held.ensureAlone()
      return Promise.reject(refusal)
    })
    await expect(work).rejects.toBe(refusal)
    const [, refused] = await temporary.eventLog.readStream(command.stream)
    expect(refused).toMatchObject({ type: 'CommandRefused', data: { reason: 'NOT_FOUND' } })
  })

  it('can be inside another on another stream, and tells by whom it was caused', async () => {
    const outer = sampleCommand()
    const inner = sampleCommand({ name: 'mergeCarts' })
    await commands.run(outer, async ({ cause }) => {
      await commands.run({ ...inner, cause }, async () => ({ value: null, events: [sampleHappening()] }))
      return { value: null, events: [sampleHappening()] }
    })
    const [cause] = await temporary.eventLog.readStream(outer.stream)
    const [intent] = await temporary.eventLog.readStream(inner.stream)
    expect(intent?.context).toMatchObject({
      causationId: cause?.id,
      correlationId: cause?.context.correlationId,
    })
  })

  it('cannot be inside another on the same stream', async () => {
    const nested = (again: (command: Command) => Promise<unknown>) => {
      const command = sampleCommand()
      return commands.run(command, async () => {
        await again(command)
        return { value: null, nothing: 'a fault of ours' }
      })
    }
    const record = (command: Command) =>
      commands.record([{ ...sampleHappening(), stream: command.stream }], command)
    const inside = /^A command on cart:.* is inside the work of another on it$/
    await expect(nested((command) => commands.run(command, () => Promise.reject(refusal)))).rejects.toThrow(
      inside,
    )
    await expect(nested(record)).rejects.toThrow(inside)
  })
})

describe('recording without a lock', () => {
  it('appends to every stream named, for the asker', async () => {
    const [one, two] = [sampleCommand().stream, sampleCommand().stream]
    await commands.record(
      [
        { ...sampleHappening(1), stream: one },
        { ...sampleHappening(2), stream: two },
      ],
      sampleCommand(),
    )
    const [event] = await temporary.eventLog.readStream(one)
    const correlationId = correlationOf(sampleAsker, randomUUID)
    expect(event?.context).toMatchObject({ ...sampleAsker, causationId: null, correlationId })
    expect(await typesOf(two)).toEqual(['CartItemSet'])
  })
})
