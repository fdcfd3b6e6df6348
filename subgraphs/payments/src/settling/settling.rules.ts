// What is decided about commands whose sender is gone. Pure.
import type { OpenIntent } from '@ticketing/event-log'

// The backend and the database have clocks of their own, and the backend's tells whole seconds.
const CLOCKS_DIFFER_MS = 5_000
const LONGEST_WAIT_MS = 15 * 60_000

/** Whether a moment that the backend tells lies in the time in which the command may have been carried out. */
export function isInTimeOf({ event }: OpenIntent, moment: Date | null): boolean {
  if (moment === null) return false
  const begun = event.recordedAt.getTime()
  const at = moment.getTime()
  return at >= begun - CLOCKS_DIFFER_MS && at <= begun + event.data.patienceMs + CLOCKS_DIFFER_MS
}

/** Whether an answer has been waited for long enough: what will never be known must not keep others waiting for ever. */
export const hasWaited = ({ remainingMs }: OpenIntent): boolean => -remainingMs > LONGEST_WAIT_MS
