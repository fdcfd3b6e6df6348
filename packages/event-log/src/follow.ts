// Following the log: a notification is a hint to look, and there is a look every second anyway.
import { CodedError, type Database, type Log } from '@ticketing/service-kit'
import { createBell } from './bell.js'
import type { SealedEvent } from './event.js'
import type { FollowOptions } from './event-log.js'
import { readPositions } from './read-events.js'
import type { Sealer } from './sealer.js'

const LOOK_EVERY_MS = 1_000
const BATCH = 500
const CHANNEL = 'event_log'

export interface FollowParts {
  readonly database: Database
  readonly sealer: Sealer
  readonly log: Log
}

const isUnavailable = (error: unknown): boolean =>
  error instanceof CodedError && error.code === 'SERVICE_UNAVAILABLE'

/** Null while the database is away. */
async function unlessAway<T>(work: () => Promise<T>, log: Log): Promise<T | null> {
  try {
    return await work()
  } catch (err) {
    if (!isUnavailable(err)) throw err
    log.warn({ err }, 'the event log cannot be followed for the moment')
    return null
  }
}

/** See EventLog.follow. */
export async function* follow(
  { database, sealer, log }: FollowParts,
  { after, filter, signal }: FollowOptions,
): AsyncGenerator<readonly SealedEvent[]> {
  const bell = createBell(signal)
  const listen = () => database.listen(CHANNEL, bell.ring, bell.ring)
  let stopListening: (() => Promise<void>) | null = null
  let last = after
  try {
    while (!signal.aborted) {
      stopListening ??= await unlessAway(listen, log)
      const events = await unlessAway(async () => {
        await sealer.trySeal()
        return readPositions(database, { after: last, filter, limit: BATCH })
      }, log)
      if (signal.aborted) return
      const newest = events?.at(-1)
      if (events !== null && newest !== undefined) {
        last = newest.position
        yield events
      }
      if (events?.length !== BATCH) await bell.wait(LOOK_EVERY_MS)
    }
  } finally {
    await stopListening?.()
  }
}
