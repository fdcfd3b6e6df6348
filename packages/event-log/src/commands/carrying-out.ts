// The work of a command whose intent is recorded, and the recording of how it ended.
import { setMaxListeners } from 'node:events'
import { unlessAborted } from '@ticketing/service-kit'
import type { Background } from './background.js'
import { type Closing, createClosing } from './closing.js'
import type { Command, Held, Outcome } from './commands.js'
import { closerOf, closingEvents, type Ending, endingOf } from './events.js'
import { noLongerAlone, outcomeUnrecorded, refusalIn, refusalUnrecorded } from './failures.js'
import type { CommandParts } from './parts.js'
import type { Settling } from './settling.js'
import type { Taken } from './taking.js'
import type { Waiting } from './waiting.js'

const RECORDING_MS = 2_000
/** For so long at least, however long the work took; and no longer for a refusal, which may be told unrecorded. */
const LEAST_RECORDING_MS = 1_000
const BACKGROUND_MS = 10_000
const NEVER = new AbortController().signal
// Each outcome that is being recorded listens.
setMaxListeners(0, NEVER)

export interface CarryingOutParts extends CommandParts {
  readonly waiting: Waiting
  readonly settling: Settling
  readonly background: Background
}

export type CarryOut = <T>(
  command: Command,
  taken: Taken,
  work: (held: Held) => Promise<Outcome<T>>,
) => Promise<T>

export function createCarryingOut(parts: CarryingOutParts): CarryOut {
  const { eventLog, now, monotonicMs, log, waiting, settling, background } = parts

  const facts = ({ intent }: Taken) => ({ command: intent.data.command, intent: intent.id })

  async function finish(taken: Taken, closed: ReturnType<Closing['finish']>): Promise<void> {
    if ((await closed) === 'overtaken') {
      log.warn(facts(taken), 'a command was settled by others before its outcome could be recorded')
    }
  }

  async function goOn(closing: Closing, taken: Taken): Promise<void> {
    try {
      const until = now() + Math.max(BACKGROUND_MS, taken.intent.data.patienceMs)
      await finish(taken, closing.finish(until, background.closing))
    } catch (err) {
      log.error({ ...facts(taken), err }, 'the outcome of a command is not recorded: it has to be settled')
    }
  }

  async function conclude(command: Command, taken: Taken, ending: Ending): Promise<void> {
    const { stream, deadline } = command
    const { intent, version } = taken
    const happened = 'events' in ending
    const closing = createClosing(
      { waiting, now },
      {
        intent: { stream, id: intent.id, version },
        events: closingEvents(ending, closerOf(intent, stream, new Date(now()))),
        insist: happened,
      },
    )
    try {
      const least = now() + LEAST_RECORDING_MS
      const until = happened ? Math.max(deadline + RECORDING_MS, least) : least
      await finish(taken, closing.finish(until, NEVER))
    } catch (err) {
      log.error({ ...facts(taken), err }, 'the outcome of a command could not be recorded in time')
      background.add(goOn(closing, taken))
      throw happened ? outcomeUnrecorded(err) : refusalUnrecorded(err)
    }
  }

  async function askSettler(command: Command, taken: Taken): Promise<void> {
    try {
      const open = await eventLog.openIntent(command.stream)
      if (open?.event.id === taken.intent.id) await settling.settleOwn(open, command.settlers)
    } catch (err) {
      log.warn({ ...facts(taken), err }, 'what became of a command could not be asked at once')
    }
  }

  /** Nobody knows what became of it: that is left open, unless its settler sees at once that it was carried out. */
  async function leaveOpen(command: Command, taken: Taken, err: unknown): Promise<void> {
    log.warn({ ...facts(taken), err }, 'nobody knows whether a command was carried out')
    const asked = askSettler(command, taken)
    background.add(asked)
    const leftMs = command.deadline - now()
    if (leftMs > 0) await unlessAborted(AbortSignal.timeout(leftMs), asked).catch(() => undefined)
  }

  async function concludeFailed(
    command: Command,
    taken: Taken,
    { error, sent }: { readonly error: unknown; readonly sent: number },
  ): Promise<void> {
    const refused = refusalIn(error, sent)
    if (refused === null) return leaveOpen(command, taken, error)
    // That it was refused is what the caller has to know, recorded or not.
    await conclude(command, taken, { refused }).catch(() => undefined)
  }

  return async (command, taken, work) => {
    const { intent, aloneUntil } = taken
    let sent = 0
    const held: Held = {
      cause: { causationId: intent.id, correlationId: intent.context.correlationId },
      ensureAlone() {
        if (monotonicMs() >= aloneUntil) throw noLongerAlone()
        sent += 1
      },
    }
    let outcome: Awaited<ReturnType<typeof work>>
    try {
      outcome = await work(held)
    } catch (error) {
      await concludeFailed(command, taken, { error, sent })
      throw error
    }
    await conclude(command, taken, endingOf(outcome))
    return outcome.value
  }
}
