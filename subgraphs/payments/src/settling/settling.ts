// How it is found out what became of a command whose sender is gone: by looking, never by sending it again.
import type { OpenIntent, Settle, Settlement } from '@ticketing/event-log'
import type { z } from 'zod'
import { type Ask, askAsService, eventBase } from '../backend/ask.js'
import type { PaymentsLog, SettlingParts } from '../parts.js'
import { hasWaited } from './settling.rules.js'

const PATIENCE_MS = 10_000

export const unknown = (reason: string): Settlement => ({ kind: 'unknown', reason })
export const NOT_DONE: Settlement = { kind: 'not-done' }
export const LATER: Settlement = { kind: 'later' }

/** A settler that is told what the command said of itself. */
export function settling<Given>(
  log: PaymentsLog,
  shape: z.ZodType<Given>,
  look: (given: Given, intent: OpenIntent) => Promise<Settlement>,
): Settle {
  return async (intent) => {
    const given = shape.safeParse(intent.event.data.arguments)
    if (!given.success) return unknown('What the command was about cannot be read.')
    try {
      return await look(given.data, intent)
    } catch (err) {
      log.warn({ err, stream: intent.stream }, 'what became of a command could not be found out')
      return hasWaited(intent) ? unknown('The backend could not be asked.') : LATER
    }
  }
}

/** What a settler looks with. */
export interface Sight {
  readonly intent: OpenIntent
  /** As the service account. */
  readonly ask: Ask
  /** Epoch milliseconds. */
  readonly deadline: number
}

/** The same for what only the service account may see. */
export function settlingAsService<Given>(
  { serviceAccount, backend, log, now }: SettlingParts,
  shape: z.ZodType<Given>,
  look: (given: Given, sight: Sight) => Promise<Settlement>,
): Settle {
  return settling(log, shape, async (given, intent) => {
    if (serviceAccount === null) return unknown('There is no service account.')
    const deadline = now() + PATIENCE_MS
    const base = eventBase({ requestId: `settle-${intent.event.id}`, deadline })
    return look(given, { intent, ask: askAsService(backend, serviceAccount, base), deadline })
  })
}
