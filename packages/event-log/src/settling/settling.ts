// What settlers are made of: it is found out what became of a command by looking, never by sending it again.
import type { z } from 'zod'
import type { Settle, Settlement } from '../commands/commands.js'
import type { OpenIntent } from '../event-log.js'
import { waitedFor } from './settling.rules.js'

export const unknown = (reason: string): Settlement => ({ kind: 'unknown', reason })
export const NOT_DONE: Settlement = { kind: 'not-done' }
/** Nobody can be asked at the moment. */
export const LATER: Settlement = { kind: 'later' }

/** Looks what became of a command; `given` is what it said of itself. */
export type Look<Given> = (given: Given, intent: OpenIntent) => Promise<Settlement>

/** Where it is written down that nobody could be asked. */
interface SettlingLog {
  warn(facts: object, message: string): void
}

/**
 * A settler that is told what the command said of itself. Nothing stays open for ever because nobody can be asked: after
 * two minutes of LATER, and a quarter of an hour of failures, it is unknown.
 */
export function settling<Given>(log: SettlingLog, shape: z.ZodType<Given>, look: Look<Given>): Settle {
  return async (intent) => {
    const given = shape.safeParse(intent.event.data.arguments)
    if (!given.success) return unknown('What the command was about cannot be read.')
    try {
      const settlement = await look(given.data, intent)
      return settlement.kind === 'later' && waitedFor(intent, 'somebody to ask')
        ? unknown('Nobody could be asked.')
        : settlement
    } catch (err) {
      const { id, data } = intent.event
      const facts = { err, command: data.command, intent: id }
      log.warn(facts, 'what became of a command could not be found out')
      return waitedFor(intent, 'an answer') ? unknown('The backend could not be asked.') : LATER
    }
  }
}
