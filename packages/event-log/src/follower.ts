// A follower that remembers how far it came: what it writes and where it stands are committed together, so that each
// event has its effect once, whatever dies in between.
import type { Database, Log } from '@ticketing/service-kit'
import { createBell } from './bell.js'
import type { SealedEvent } from './event.js'
import type { EventFilter, EventLog } from './event-log.js'

const PAUSE_MS = 1_000

type Transaction = Pick<Database, 'query'>

export interface FollowerOptions {
  /** Of all instances with this name, in all processes, one is at work at a time. Its place is kept under it for good. */
  readonly name: string
  /** Where `handle` writes; holds the schema of the log. */
  readonly database: Database
  readonly eventLog: EventLog
  /** Default all events. One that is changed later counts from where the follower stands. */
  readonly filter?: EventFilter
  /**
   * Sees each event once, in order: what it writes with `transaction` is kept if it resolves. When it throws, that is
   * undone, and it sees the same events again after a second. It must pass over types that it does not know.
   */
  handle(events: readonly SealedEvent[], transaction: Transaction): Promise<void>
  readonly log: Log
}

/** At work from the beginning, until closed. */
export interface Follower {
  /** Waits until what is being handled is kept or undone. */
  close(): Promise<void>
}

async function placeOf({ name, database }: FollowerOptions): Promise<bigint> {
  await database.query(
    'INSERT INTO event_log.followers (name, position) VALUES ($1, 0) ON CONFLICT DO NOTHING',
    [name],
  )
  const [row] = await database.query<{ position: string }>(
    'SELECT position FROM event_log.followers WHERE name = $1',
    [name],
  )
  return BigInt(row?.position ?? 0)
}

interface Step {
  readonly from: bigint
  readonly to: bigint
  readonly events: readonly SealedEvent[]
}

/** False where another instance is at work, or has been. */
function advance({ name, database, handle }: FollowerOptions, { from, to, events }: Step): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const mine = await transaction.query(
      'SELECT FROM event_log.followers WHERE name = $1 AND position = $2 FOR UPDATE SKIP LOCKED',
      [name, String(from)],
    )
    if (mine.length === 0) return false
    await handle(events, transaction)
    await transaction.query(
      'UPDATE event_log.followers SET position = $2, moved_at = clock_timestamp() WHERE name = $1',
      [name, String(to)],
    )
    return true
  })
}

async function followFromPlace(options: FollowerOptions, signal: AbortSignal): Promise<void> {
  const { eventLog, filter } = options
  let from = await placeOf(options)
  for await (const events of eventLog.follow({ after: from, filter, signal })) {
    const to = events.at(-1)?.position ?? from
    if (!(await advance(options, { from, to, events }))) return
    from = to
  }
}

/** Follows from the first event, or from where one of this name came to. Outlives the database's restarts. */
export function createFollower(options: FollowerOptions): Follower {
  const stop = new AbortController()
  const pause = createBell(stop.signal)
  const work = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      try {
        await followFromPlace(options, stop.signal)
      } catch (err) {
        options.log.error({ err, follower: options.name }, 'a follower of the event log could not go on')
      }
      await pause.wait(PAUSE_MS)
    }
  }
  const working = work()
  return {
    async close() {
      stop.abort()
      await working
    },
  }
}
