// Finding out what became of commands whose senders are gone. The close at the exact version of the intent makes it happen
// once: whoever loses that race has done nothing.
import { createPatience, unlessAborted } from '@ticketing/service-kit'
import type { OpenIntent } from '../event-log.js'
import { createClosing } from './closing.js'
import type { Settle, Settlement, Settlers } from './commands.js'
import { closingEvents, endingOf, settlerOf } from './events.js'
import type { CommandParts } from './parts.js'
import type { Waiting } from './waiting.js'

/** A settler that has not answered by then is asked again later. */
const ANSWER_MS = 15_000
const RECORDING_MS = 2_000
const FIRST_REST_MS = 2_000
const LONGEST_REST_MS = 300_000

export interface Settling {
  /** Whether the intent was closed by this. Never throws. `settlers`: before those of the process. */
  settle(intent: OpenIntent, settlers?: Settlers): Promise<boolean>
  /** The same for whose command it is: asked at once, and only closed where it was carried out: else it may still arrive. */
  settleOwn(intent: OpenIntent, settlers?: Settlers): Promise<boolean>
  /** How many rest until they are asked about again. */
  resting(): number
  /** Those that are still open, by their ids: nothing is kept about others. */
  keep(open: ReadonlySet<string>): void
}

interface Parts extends Pick<CommandParts, 'now' | 'monotonicMs' | 'random' | 'log'> {
  readonly settlers: Settlers
  /** Aborts when the process ends. */
  readonly closing: AbortSignal
  /** Asked for when it is needed: what waits settles, too. */
  readonly waiting: () => Waiting
}

interface Rest {
  readonly tries: number
  readonly until: number
}

/** Those that nobody can tell about now are asked about less and less often. */
function createRests({ monotonicMs, random }: Pick<Parts, 'monotonicMs' | 'random'>) {
  const rests = new Map<string, Rest>()
  return {
    size: () => rests.size,
    isDue: (id: string) => (rests.get(id)?.until ?? 0) <= monotonicMs(),
    end: (id: string) => rests.delete(id),
    keep(ids: ReadonlySet<string>): void {
      for (const id of rests.keys()) if (!ids.has(id)) rests.delete(id)
    },
    begin(id: string): void {
      const tries = (rests.get(id)?.tries ?? 0) + 1
      const forMs = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (tries - 1))
      rests.set(id, { tries, until: monotonicMs() + forMs * (0.5 + random() / 2) })
    },
  }
}

const late = () => new Error('the settler does not answer')
const ended = () => new Error('the process ends')

async function ask(settle: Settle, intent: OpenIntent, { log, closing }: Parts): Promise<Settlement> {
  const patience = createPatience({ forMs: ANSWER_MS, onTimeout: late, leaving: closing, onLeaving: ended })
  try {
    return await unlessAborted(patience.signal, settle(intent))
  } catch (err) {
    log.warn({ err, command: intent.event.data.command, intent: intent.event.id }, 'a settler failed')
    return { kind: 'later' }
  } finally {
    patience.end()
  }
}

const own = (settlers: Settlers, name: string): Settle | undefined =>
  Object.hasOwn(settlers, name) ? settlers[name] : undefined

export function createSettling(parts: Parts): Settling {
  const { now, log } = parts
  const rests = createRests(parts)
  const underWay = new Map<string, Promise<boolean>>()

  async function close(intent: OpenIntent, settlement: Exclude<Settlement, { kind: 'later' }>) {
    const { stream, version, event } = intent
    const closer = settlerOf(intent, new Date(now()))
    const closing = createClosing(
      { waiting: parts.waiting(), now },
      {
        intent: { stream, version, id: event.id },
        events: closingEvents(endingOf(settlement), closer),
        insist: false,
      },
    )
    return (await closing.finish(now() + RECORDING_MS, parts.closing)) === 'closed'
  }

  async function settleOnce(intent: OpenIntent, settle: Settle, only?: 'done'): Promise<boolean> {
    const { id, data } = intent.event
    const facts = { command: data.command, intent: id }
    try {
      const settlement = await ask(settle, intent, parts)
      if (settlement.kind === 'later' || (only !== undefined && settlement.kind !== only)) {
        if (only === undefined) rests.begin(id)
        return false
      }
      const closed = await close(intent, settlement)
      rests.end(id)
      if (closed) log.warn({ ...facts, settlement: settlement.kind }, 'a command was settled')
      return closed
    } catch (err) {
      rests.begin(id)
      log.warn({ ...facts, err }, 'what became of a command could not be recorded')
      return false
    }
  }

  /** `joins`: what others find out about it now is as good. */
  async function alone(id: string, joins: boolean, work: () => Promise<boolean>): Promise<boolean> {
    for (let others = underWay.get(id); others !== undefined; others = underWay.get(id)) {
      const closed = await others
      if (closed || joins) return closed
    }
    const mine = work().finally(() => underWay.delete(id))
    underWay.set(id, mine)
    return mine
  }

  return {
    resting: rests.size,
    keep: rests.keep,
    async settle(intent, settlers = {}) {
      const { id, data } = intent.event
      const given = own(settlers, data.command)
      const settle = given ?? own(parts.settlers, data.command)
      if (settle === undefined || (given === undefined && !rests.isDue(id))) return false
      return alone(id, given === undefined, () => settleOnce(intent, settle))
    },
    async settleOwn(intent, settlers = {}) {
      const { id, data } = intent.event
      const settle = own(settlers, data.command) ?? own(parts.settlers, data.command)
      return settle !== undefined && alone(id, true, () => settleOnce(intent, settle, 'done'))
    },
  }
}
