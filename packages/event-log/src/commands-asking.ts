// What is asked of the database is asked again while it fails. An append whose answer was lost may have been recorded:
// by the ids of its events it counts as appended then.
import { CodedError, createPatience, unlessAborted } from '@ticketing/service-kit'
import { pause } from './pause.js'

const ANSWER_MS = 3_000
const LEAST_ANSWER_MS = 250
const FIRST_PAUSE_MS = 20
const LONGEST_PAUSE_MS = 500

/** `until` (epoch ms): no other try begins after it. `giveUp`: nobody waits any more; its reason is thrown. */
export interface Asking {
  readonly until: number
  readonly giveUp: AbortSignal
}

/** Throws what the last try threw. What does not answer at all counts as down. */
export type UntilAnswered = <T>(ask: () => Promise<T>, asking: Asking) => Promise<T>

/** The database was asked and does not answer. */
export const silent = (): CodedError =>
  new CodedError('SERVICE_UNAVAILABLE', 'A part of the platform is down for the moment.', {
    operatorMessage: 'The database of the event log does not answer',
  })

const isDown = (error: unknown): boolean =>
  error instanceof CodedError && error.code === 'SERVICE_UNAVAILABLE'

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)))

function answerWithin<T>(forMs: number, giveUp: AbortSignal, ask: () => Promise<T>): Promise<T> {
  const patience = createPatience({ forMs, onTimeout: silent, leaving: giveUp, onLeaving: asError })
  return unlessAborted(patience.signal, ask()).finally(patience.end)
}

export function createAsking(clock: {
  readonly now: () => number
  readonly random: () => number
}): UntilAnswered {
  return async (ask, { until, giveUp }) => {
    for (let tries = 0; ; tries += 1) {
      const leftMs = Math.max(LEAST_ANSWER_MS, until - clock.now())
      try {
        return await answerWithin(Math.min(ANSWER_MS, leftMs), giveUp, ask)
      } catch (error) {
        giveUp.throwIfAborted()
        const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries) * (0.5 + clock.random() / 2)
        if (!isDown(error) || clock.now() + pauseMs >= until) throw error
        await pause(pauseMs, giveUp)
      }
    }
  }
}
