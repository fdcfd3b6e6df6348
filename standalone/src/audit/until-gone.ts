// The embedded database comes back at another address after a restart: whoever reads from it for long must notice.
import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '@ticketing/service-kit'

const LOOK_EVERY_MS = 2_000
const GONE_AFTER = 3

/** Rejects with one line once the database has not answered for some looks; resolves when the signal aborts. */
export async function untilGone(database: Pick<Database, 'query'>, signal: AbortSignal): Promise<void> {
  for (let failed = 0; !signal.aborted; ) {
    try {
      await database.query('SELECT 1')
      failed = 0
    } catch (cause) {
      failed += 1
      if (failed === GONE_AFTER) {
        throw new Error('The database has gone away. Ask again when the gateway is back.', { cause })
      }
    }
    await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined)
  }
}
