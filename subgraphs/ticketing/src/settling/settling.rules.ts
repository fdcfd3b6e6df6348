// What is decided about commands whose sender is gone. Pure.
import type { OpenIntent } from '@ticketing/event-log'

// The backend tells moments to a second, cut off.
const SECOND_MS = 1_000

/** Whether a moment that the backend tells lies in the time in which the command may have been carried out. */
export function isWithinReach(moment: Date | null, { event }: OpenIntent): boolean {
  if (moment === null) return false
  const from = event.recordedAt.getTime()
  return moment.getTime() >= from - SECOND_MS && moment.getTime() <= from + event.data.patienceMs
}

/** For how long after its patience an intent is left open. */
const WAITS_MS = { 'somebody to ask': 2 * 60_000, 'an answer': 15 * 60_000 } as const

/** Whether that has been waited for long enough. */
export const waitedFor = ({ remainingMs }: OpenIntent, what: keyof typeof WAITS_MS): boolean =>
  -remainingMs > WAITS_MS[what]
