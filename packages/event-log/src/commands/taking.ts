// Taking a stream: once the intent is recorded as its last event, nobody else may append to it.
import { CodedError, unlessAborted } from '@ticketing/service-kit'
import type { NewEvent } from '../event.js'
import type { AppendResult } from '../event-log.js'
import type { Background } from './background.js'
import { createClosing } from './closing.js'
import type { Command } from './commands.js'
import { closerOf, closingEvents, intentOf } from './events.js'
import type { CommandParts } from './parts.js'
import type { Waiting } from './waiting.js'

const GRACE_MS = 2_000
const WITHDRAWAL_MS = 10_000

/** A stream that is ours. */
export interface Taken {
  readonly intent: NewEvent<'CommandIntended'>
  readonly version: number
  /** By `monotonicMs`: from then on nothing may be sent, so that it has arrived when the patience is over. */
  readonly aloneUntil: number
}

/** An intent that was sent to the database. */
interface Try {
  readonly intent: NewEvent<'CommandIntended'>
  readonly aloneUntil: number
  readonly answer: Promise<AppendResult>
}

export interface TakingParts extends CommandParts {
  readonly newId: () => string
  readonly waiting: Waiting
  readonly background: Background
}

/** Throws CONFLICT when the stream is not free in time, SERVICE_UNAVAILABLE when the log cannot be written. */
export type Take = (command: Command) => Promise<Taken>

export function createTaking(parts: TakingParts): Take {
  const { eventLog, now, monotonicMs, newId, waiting, background, log } = parts

  function begin(command: Command, id: string): Omit<Try, 'answer'> {
    const at = now()
    // A millisecond at least: the database takes no other.
    const leftMs = Math.max(1, Math.ceil(command.deadline - at))
    const patienceMs = leftMs + Math.ceil(command.graceMs ?? GRACE_MS)
    return {
      intent: intentOf(command, { id, patienceMs, at: new Date(at) }),
      // From before it is sent: the database begins to count later.
      aloneUntil: monotonicMs() + leftMs,
    }
  }

  /** It may have been recorded, or may be yet, and nothing was done. */
  async function withdraw({ intent, answer }: Try, stream: string, reason: string): Promise<void> {
    try {
      const late = await unlessAborted(background.closing, answer).catch(() => undefined)
      if (late?.kind === 'conflict') return
      const events = closingEvents({ refused: reason }, closerOf(intent, stream, new Date(now())))
      const closing = createClosing(
        { waiting, now },
        { intent: { stream, id: intent.id, version: 'any' }, events, insist: false },
      )
      await closing.finish(now() + WITHDRAWAL_MS, background.closing)
    } catch (err) {
      const facts = { err, command: intent.data.command, intent: intent.id }
      log.warn(facts, 'the intent of a command that was not begun could not be withdrawn')
    }
  }

  return async (command) => {
    const id = newId()
    let last: Try | undefined
    const newTry = () => {
      const next = begin(command, id)
      const batch = { stream: command.stream, expected: 'any', events: [next.intent] } as const
      return () => {
        last = { ...next, answer: eventLog.append([batch]) }
        return last.answer
      }
    }
    try {
      const [version] = await waiting.appendByDeadline(newTry, command)
      if (last === undefined || version === undefined) throw new Error('An append gave no version')
      const { intent, aloneUntil }: Try = last
      return { intent, version, aloneUntil }
    } catch (error) {
      const reason = error instanceof CodedError ? error.code : 'INTERNAL_SERVER_ERROR'
      if (last !== undefined) background.add(withdraw(last, command.stream, reason))
      throw error
    }
  }
}
