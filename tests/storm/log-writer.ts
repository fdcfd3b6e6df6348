// A process that writes to the log as fast as it can, in some lanes at once, and tells of each answer that it got. It is
// killed in the midst of it.
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Append, AppendResult, Commands, EventLog } from '@ticketing/event-log'
import { CodedError, createLog } from '@ticketing/service-kit'
import type { Acknowledged } from './evidence.js'
import { receiveOrders, report, type WriterOrders } from './log-child.js'
import { createRandom, type Random } from './random.js'
import { createStormCommands, runDeed } from './storm-deeds.js'
import { newAppend, type Part } from './storm-events.js'
import { openStormLog } from './storm-log.js'

const LANES = 2
const SHARED = ['cart:1', 'cart:2', 'cart:3', 'cart:4', 'cart:5']
const LOCKED = Array.from({ length: 12 }, (_, index) => `ticket:${index}`)
const PAUSE_MS = 10

interface Lane {
  readonly name: string
  readonly own: string
  readonly effectsUrl: string
  readonly eventLog: EventLog
  readonly commands: Commands
  readonly random: Random
}

/** Asks until there is an answer: by their ids, events that were recorded unheard are not recorded again. */
async function insist<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask()
    } catch (fault) {
      if (!(fault instanceof CodedError) || fault.code !== 'SERVICE_UNAVAILABLE') throw fault
      await pause(PAUSE_MS)
    }
  }
}

/** `at`: the version of the lane's own stream. */
function chooseParts({ own, random }: Lane, at: number): readonly Part[] {
  const ownPart: Part = { stream: own, expected: at, count: 1 }
  const shared: Part = { stream: random.pick(SHARED), expected: 'any', count: 1 + random.below(3) }
  const fresh: Part = { stream: `cart:${randomUUID()}`, expected: 'none', count: 1 }
  return random.pick([[ownPart], [shared], [fresh], [ownPart, shared]])
}

function toAcknowledged(batches: readonly Append[], versions: readonly number[]): readonly Acknowledged[] {
  const events = batches.flatMap(({ stream, events }) => events.map(({ id }) => ({ stream, id })))
  return events.map((event, index) => ({ ...event, version: versions[index] ?? 0 }))
}

/** Nobody else writes to the lane's own stream, and the others take anything: there is nothing to conflict with. */
function expectAppended(result: AppendResult): readonly number[] {
  if (result.kind === 'appended') return result.versions
  throw new Error(`${result.stream} is at version ${result.version}${result.open ? ', locked' : ''}`)
}

async function write(lane: Lane): Promise<never> {
  let at = 0
  let last: string | null = null
  for (;;) {
    if (lane.random.below(4) === 0) {
      const [stream, beside] = [lane.random.pick(LOCKED), lane.random.pick(SHARED)]
      await report(await runDeed(lane.commands, { ...lane, stream, beside, by: lane.name }))
      continue
    }
    const cause = lane.random.below(3) === 0 ? last : null
    const batches = newAppend(lane.name, cause, chooseParts(lane, at))
    const versions = expectAppended(await insist(() => lane.eventLog.append(batches)))
    const acknowledged = toAcknowledged(batches, versions)
    at += acknowledged.filter(({ stream }) => stream === lane.own).length
    last = acknowledged.at(-1)?.id ?? null
    await report({ lane: lane.name, acknowledged })
  }
}

const { name, url, seed, effectsUrl } = await receiveOrders<WriterOrders>()
const log = createLog({ name, level: 'silent' })
const eventLog = openStormLog(url, log)
const commands = createStormCommands(eventLog, effectsUrl, log)
const lanes = Array.from({ length: LANES }, (_, index) => {
  const lane = `${name}-${index}`
  const random = createRandom(seed + index)
  return write({ name: lane, own: `cart:${lane}`, effectsUrl, eventLog, commands, random })
})
await Promise.all(lanes).catch((fault: unknown) => report({ failed: `${name}: ${String(fault)}` }))
