// Follows the log in this process, which nobody kills.
import type { EventLog, SealedEvent } from '@ticketing/event-log'
import type { Line } from './evidence.js'

export interface Following {
  /** All that was given so far. */
  readonly lines: readonly Line[]
  end(): Promise<void>
}

export function startFollowing(eventLog: EventLog, toLine: (event: SealedEvent) => Line): Following {
  const lines: Line[] = []
  const ending = new AbortController()
  const follow = async () => {
    for await (const events of eventLog.follow({ after: 0n, signal: ending.signal })) {
      lines.push(...events.map(toLine))
    }
  }
  const followed = follow()
  return {
    lines,
    end() {
      ending.abort()
      return followed
    },
  }
}
