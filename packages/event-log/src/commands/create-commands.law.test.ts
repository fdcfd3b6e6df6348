// The law of commands: whatever processes do and whenever they die, on one stream one command follows the other, each closed
// before the next begins, and what it did to the backend is told once.
import { setTimeout as passing } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CodedError } from '@ticketing/service-kit'
import fc from 'fast-check'
import type { OpenIntent } from '../event-log.js'
import {
  hinderedEventLog,
  sampleCommand,
  sampleCommands,
  sampleHappening,
  type TemporaryEventLog,
  temporaryEventLog,
} from '../testing/index.js'
import type { Commands, Outcome, Settlement, Settlers } from './commands.js'

let temporary: TemporaryEventLog
beforeAll(async () => {
  temporary = await temporaryEventLog()
})
afterAll(() => temporary.close())

/** `killed`: the process dies once the backend has done it, or before. */
const FATES = [
  'done',
  'refused',
  'done, answer lost',
  'not done, answer lost',
  'done, killed',
  'killed',
] as const

interface Step {
  readonly process: number
  readonly stream: number
  readonly fate: (typeof FATES)[number]
  /** Whether the answers of the database to the intent and to the outcome are lost. */
  readonly lost: readonly [boolean, boolean]
}

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    process: fc.nat(2),
    stream: fc.nat(1),
    fate: fc.constantFrom(...FATES),
    lost: fc.tuple(fc.boolean(), fc.boolean()),
  }),
  { minLength: 1, maxLength: 10 },
)

/** A backend that does one thing for a command, named by its number, and sees whether two are at work on a stream. */
function createBackend() {
  const did = new Map<string, number[]>()
  const busy = new Set<string>()
  const overlaps: string[] = []
  return {
    did: (stream: string): readonly number[] => did.get(stream) ?? [],
    overlaps,
    async command(stream: string, number: number, isDone: boolean): Promise<void> {
      if (busy.has(stream)) overlaps.push(stream)
      busy.add(stream)
      await passing(1)
      if (isDone) did.set(stream, [...(did.get(stream) ?? []), number])
      busy.delete(stream)
    },
  }
}

const lostAnswer = new CodedError('BACKEND_UNAVAILABLE', 'The ticketing backend failed.', {
  extensions: { outcomeUnknown: true },
})

type Backend = ReturnType<typeof createBackend>

const settlersOf = (backend: Backend): Settlers => ({
  async setCartItem({ stream, event }: OpenIntent): Promise<Settlement> {
    const number = Number(event.data.arguments.number)
    return backend.did(stream).includes(number)
      ? { kind: 'done', events: [sampleHappening(number)] }
      : { kind: 'not-done' }
  },
})

/** A process that can be killed: from then on it cannot reach the database, and its time flies. */
function createProcess(backend: Backend) {
  let alive = true
  let ahead = 0
  let die: () => void = () => undefined
  const death = new Promise<'killed'>((resolve) => {
    die = () => {
      alive = false
      resolve('killed')
    }
  })
  const lost = new Set<'intent' | 'outcome'>()
  const eventLog = hinderedEventLog(temporary.eventLog, ([batch]) => {
    if (!alive) return 'down'
    return lost.delete(batch?.closes === undefined ? 'intent' : 'outcome') ? 'lost' : null
  })
  const commands: Commands = sampleCommands({
    eventLog,
    settlers: settlersOf(backend),
    now: () => {
      if (!alive) ahead += 20_000
      return Date.now() + ahead
    },
  })
  return { commands, lost, death, kill: () => die() }
}

type Process = ReturnType<typeof createProcess>

/** Resolves with the number where the client was told that it was carried out. */
async function run(process: Process, backend: Backend, stream: string, { fate, lost }: Step, number: number) {
  if (lost[0]) process.lost.add('intent')
  if (lost[1]) process.lost.add('outcome')
  const command = sampleCommand({
    stream,
    arguments: { number },
    deadline: Date.now() + 250,
    graceMs: 10,
  })
  const running = process.commands.run(command, async (held): Promise<Outcome<number>> => {
    held.ensureAlone()
    if (fate === 'killed') process.kill()
    else await backend.command(stream, number, fate.startsWith('done'))
    if (fate === 'done, killed') process.kill()
    if (fate.endsWith('lost')) throw lostAnswer
    return fate === 'refused'
      ? { value: -1, refused: 'NOT_FOUND' }
      : { value: number, events: [sampleHappening(number)] }
  })
  return Promise.race([running.catch(() => -1), process.death.then(() => -1)])
}

async function settleAll(streams: readonly string[], backend: Backend): Promise<void> {
  const commands = sampleCommands({ eventLog: temporary.eventLog, settlers: settlersOf(backend) })
  for (const stream of streams) {
    for (;;) {
      const open = await temporary.eventLog.openIntent(stream)
      if (open === null) break
      await passing(Math.max(1, open.remainingMs))
      await commands.settleAbandoned()
    }
  }
  await commands.close()
}

describe('the streams of commands', () => {
  it('are pairs of an intent and how it ended, whoever died on the way', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const backend = createBackend()
        const streams = [sampleCommand().stream, sampleCommand().stream]
        const processes = [createProcess(backend), createProcess(backend), createProcess(backend)]
        const told = await Promise.all(
          all.map(async (step, number) => {
            const [process, stream] = [processes[step.process], streams[step.stream]]
            if (process === undefined || stream === undefined) throw new Error('no such process')
            return { stream, number: await run(process, backend, stream, step, number) }
          }),
        )
        await settleAll(streams, backend)
        await Promise.all(processes.map(({ commands }) => commands.close()))
        expect(backend.overlaps).toEqual([])
        for (const stream of streams) {
          const events = await temporary.eventLog.readStream(stream)
          const intents = events.filter((_event, at) => at % 2 === 0)
          const closed = events.filter((_event, at) => at % 2 === 1)
          expect(new Set(intents.map(({ type }) => type)).size).toBeLessThanOrEqual(1)
          expect(closed.map(({ context }) => context.causationId)).toEqual(intents.map(({ id }) => id))
          const happened = events.flatMap((event) =>
            event.type === 'CartItemSet' ? [event.data.quantity] : [],
          )
          expect(happened).toEqual(backend.did(stream))
          const acknowledged = told.filter((one) => one.stream === stream && one.number >= 0)
          expect(happened).toEqual(expect.arrayContaining(acknowledged.map(({ number }) => number)))
        }
      }),
      { numRuns: 15 },
    )
  })
})
