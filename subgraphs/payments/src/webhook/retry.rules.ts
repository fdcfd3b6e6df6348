// When an event is tried again, and when no more. Pure.
import type { WebhookPace } from './pace.js'

/**
 * Milliseconds until the next attempt: twice as long each time, up to the longest, and between half and all of it, so
 * that what failed together does not come back together. `random`: from 0 to 1.
 */
export function pauseAfter(
  attempts: number,
  { firstPauseMs, longestPauseMs }: Pick<WebhookPace, 'firstPauseMs' | 'longestPauseMs'>,
  random: number,
): number {
  // Beyond 2^30 it would not be longer anyway.
  const whole = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(30, Math.max(0, attempts - 1)))
  return Math.round((whole * (1 + random)) / 2)
}

/** Whether it was tried for so long, and so often, that an admin must look at it. */
export function isGivenUp(
  { attempts, triedForMs }: { readonly attempts: number; readonly triedForMs: number },
  { giveUpAfterMs, giveUpAttempts }: Pick<WebhookPace, 'giveUpAfterMs' | 'giveUpAttempts'>,
): boolean {
  return attempts >= giveUpAttempts && triedForMs >= giveUpAfterMs
}
