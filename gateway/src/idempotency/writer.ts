// Writes down how a request ended. Its client does not wait for a database that is away: the writing goes on behind.
import { setMaxListeners } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '@ticketing/service-kit'

const CLIENT_WAITS_MS = 1_000
const AGAIN_MS = 250

/**
 * Tries the statement until it succeeds, `until` (epoch milliseconds) has passed, or writing is given up; then `onEnd` is
 * called. Resolves when that is so, or after a second. Never rejects.
 */
export type Write = (statement: () => Promise<void>, until: number, onEnd?: () => void) => Promise<void>

/** `givenUp` aborts when nothing shall be tried again. */
export function createWriter(log: Log, now: () => number, givenUp: AbortSignal): Write {
  // While the database is away, everything that ended meanwhile waits.
  setMaxListeners(0, givenUp)

  async function tryUntil(statement: () => Promise<void>, until: number): Promise<void> {
    for (;;) {
      try {
        return await statement()
      } catch (err) {
        if (now() > until || givenUp.aborted) {
          return log.error({ err }, 'the end of a request with an Idempotency-Key is not written down')
        }
        await pause(AGAIN_MS, undefined, { signal: givenUp }).catch(() => undefined)
      }
    }
  }

  return async (statement, until, onEnd = () => {}) => {
    const waited = new AbortController()
    const written = tryUntil(statement, until).finally(() => {
      onEnd()
      waited.abort()
    })
    await Promise.race([
      written,
      pause(CLIENT_WAITS_MS, undefined, { signal: waited.signal }).catch(() => undefined),
    ])
  }
}
