// How it is found out what became of a command whose sender is gone: by looking, never by sending it again.
import type { OpenIntent, Settle, Settlement } from '@ticketing/event-log'
import type { z } from 'zod'
import type { Ask } from '../backend/ask.js'
import type { TicketingContext } from '../context.js'
import { waitedFor } from './settling.rules.js'

/** What settlers look with. */
export interface SettlingParts {
  /** As the service account; null without one. */
  readonly asAdmin: ((intent: OpenIntent) => Ask) | null
  /** As the guest with this cart, or as nobody. */
  readonly asGuest: (intent: OpenIntent, guestCartId: string | null) => Ask
  readonly sessions: Pick<TicketingContext['sessions'], 'activeOf'>
  readonly eventLog: TicketingContext['eventLog']
  readonly log: TicketingContext['log']
}

export const unknown = (reason: string): Settlement => ({ kind: 'unknown', reason })
export const NOT_DONE: Settlement = { kind: 'not-done' }
/** Nobody can be asked at the moment. */
export const LATER: Settlement = { kind: 'later' }

type Look<Given> = (given: Given, intent: OpenIntent) => Promise<Settlement>

/** A settler that is told what the command said of itself. Nothing stays open for ever because nobody can be asked. */
export function settling<Given>(
  log: TicketingContext['log'],
  shape: z.ZodType<Given>,
  look: Look<Given>,
): Settle {
  return async (intent) => {
    const given = shape.safeParse(intent.event.data.arguments)
    if (!given.success) return unknown('What the command was about cannot be read.')
    try {
      const settlement = await look(given.data, intent)
      return settlement.kind === 'later' && waitedFor(intent, 'somebody to ask')
        ? unknown('Nobody could be asked.')
        : settlement
    } catch (err) {
      log.warn({ err, stream: intent.stream }, 'what became of a command could not be found out')
      return waitedFor(intent, 'an answer') ? unknown('The backend could not be asked.') : LATER
    }
  }
}

/** The same for what only the service account may see. */
export function settlingAsAdmin<Given>(
  { asAdmin, log }: SettlingParts,
  shape: z.ZodType<Given>,
  look: (ask: Ask, ...about: Parameters<Look<Given>>) => Promise<Settlement>,
): Settle {
  return settling(log, shape, async (given, intent) =>
    asAdmin === null ? unknown('There is no service account.') : look(asAdmin(intent), given, intent),
  )
}
