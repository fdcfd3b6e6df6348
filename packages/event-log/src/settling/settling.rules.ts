// What is decided about commands whose sender is gone. Pure.
import type { OpenIntent } from '../event-log.js'

/** Whether a moment lies in the time in which the command may have been carried out. */
export function isInTimeOf(
  { event }: OpenIntent,
  moment: Date | null,
  /** In milliseconds, how far the clock that tells the moment may be off. The backend cuts its own off to a second. */
  toleranceMs: number,
): boolean {
  if (moment === null) return false
  const begun = event.recordedAt.getTime()
  const at = moment.getTime()
  return at >= begun - toleranceMs && at <= begun + event.data.patienceMs + toleranceMs
}

/** For how long after its patience an intent is left open. */
const WAITS_MS = { 'somebody to ask': 2 * 60_000, 'an answer': 15 * 60_000 } as const

/** Whether that has been waited for long enough. */
export const waitedFor = ({ remainingMs }: OpenIntent, what: keyof typeof WAITS_MS): boolean =>
  -remainingMs > WAITS_MS[what]
