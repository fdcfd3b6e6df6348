// How it is found out what became of a command whose sender is gone: by looking, never by sending it again.
import {
  type Look,
  type OpenIntent,
  type Settle,
  type Settlement,
  settling,
  unknown,
} from '@ticketing/event-log'
import type { z } from 'zod'
import type { Ask } from '../backend/ask.js'
import type { TicketingContext } from '../context.js'

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

/** The backend cuts its moments off to a second. */
export const CLOCKS_DIFFER_MS = 1_000

/** `settling`, for what only the service account may see. */
export function settlingAsAdmin<Given>(
  { asAdmin, log }: SettlingParts,
  shape: z.ZodType<Given>,
  look: (ask: Ask, ...about: Parameters<Look<Given>>) => Promise<Settlement>,
): Settle {
  return settling(log, shape, async (given, intent) =>
    asAdmin === null ? unknown('There is no service account.') : look(asAdmin(intent), given, intent),
  )
}
