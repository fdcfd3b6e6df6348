// What the parts of the recorder of commands are handed.
import type { Log } from '@ticketing/service-kit'
import type { EventLog } from '../event-log.js'

export interface CommandParts {
  readonly eventLog: EventLog
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Milliseconds that only ever go forward, also while the process is stopped. */
  readonly monotonicMs: () => number
  /** From 0 inclusive to 1 exclusive. */
  readonly random: () => number
  readonly log: Log
}
