// Deletes what was kept for long enough, in passing: a minute after the last time at the earliest, some rows at a time.
import type { Log } from '@ticketing/service-kit'
import type { RequestTable } from './request-table.js'

const EVERY_MS = 60_000

/** Nobody waits for it. */
export function createSweeper(table: Pick<RequestTable, 'sweep'>, log: Log, now: () => number): () => void {
  let nextAt = 0
  return () => {
    if (now() < nextAt) return
    nextAt = now() + EVERY_MS
    table.sweep().then(
      (isMore) => {
        if (isMore) nextAt = 0
      },
      (err) => log.warn({ err }, 'expired answers are not deleted'),
    )
  }
}
