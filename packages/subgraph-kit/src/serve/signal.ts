// When the work for a request ends, whether it is done or not.
import { setMaxListeners } from 'node:events'
import type { ServerResponse } from 'node:http'

/** The longest that a timer can wait. */
const LONGEST_MS = 2 ** 31 - 1
const MUTATION = /^\s*mutation\b/

/**
 * Aborts when no time is left, and for a query when the gateway has gone away: nobody waits for it any more. A
 * mutation that has begun goes on.
 */
export function signalFor(
  response: ServerResponse,
  { query, leftMs }: { readonly query: string; readonly leftMs: number },
): AbortSignal {
  const stop = new AbortController()
  // Each call to the backend listens while it runs, and one request may make many.
  setMaxListeners(0, stop.signal)
  const timer = setTimeout(() => stop.abort(), Math.min(leftMs, LONGEST_MS))
  response.once('close', () => {
    clearTimeout(timer)
    if (!response.writableEnded && !MUTATION.test(query)) stop.abort()
  })
  return stop.signal
}
