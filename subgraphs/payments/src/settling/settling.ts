// How it is found out what became of a command whose sender is gone: by looking, never by sending it again.
import { type OpenIntent, type Settle, type Settlement, settling, unknown } from '@ticketing/event-log'
import type { z } from 'zod'
import { type Ask, askAsService, eventBase } from '../backend/ask.js'
import type { SettlingParts } from '../parts.js'

const PATIENCE_MS = 10_000

/** The backend and the database have clocks of their own, and the backend's tells whole seconds. */
export const CLOCKS_DIFFER_MS = 5_000

/** What a settler looks with. */
export interface Sight {
  readonly intent: OpenIntent
  /** As the service account. */
  readonly ask: Ask
  /** Epoch milliseconds. */
  readonly deadline: number
}

/** `settling`, for what only the service account may see. */
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
