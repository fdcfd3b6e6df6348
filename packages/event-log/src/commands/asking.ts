// What is asked of the database is asked again while it fails. An append whose answer was lost may have been recorded:
// by the ids of its events it counts as appended then.
import { CodedError, createPatience, errorCodeOf, unlessAborted } from '@ticketing/service-kit'
import { pause } from '../pause.js'

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

const SQLSTATE = /^[0-9A-Z]{5}$/

/** What the database refuses, it cannot do now, whatever the reason: a full disk, a right that is missing, a standby. */
function toLogFailure(error: unknown): unknown {
  const state = error instanceof CodedError ? null : errorCodeOf(error)
  if (state === null || !SQLSTATE.test(state)) return error
  return new CodedError('SERVICE_UNAVAILABLE', 'A part of the platform is down for the moment.', {
    operatorMessage: `The database of the event log refuses (${state}): ${String(error)}`,
    cause: error,
  })
}

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
      } catch (thrown) {
        const error = toLogFailure(thrown)
        giveUp.throwIfAborted()
        const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries) * (0.5 + clock.random() / 2)
        if (!isDown(error) || clock.now() + pauseMs >= until) throw error
        await pause(pauseMs, giveUp)
      }
    }
  }
}
