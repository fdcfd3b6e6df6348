// The log as its users see it. The store behind it is in PostgreSQL: see migrations.ts for the tables and who may do what.
import type { EventType } from './catalogue.js'
import type { NewEvent, RecordedEvent, SealedEvent } from './event.js'

/** `none`: the stream must not exist yet; a number: it must be at that version; `any`: whatever it is at. */
export type ExpectedVersion = number | 'none' | 'any'

/** Events for one stream. */
export interface Append {
  readonly stream: string
  readonly expected: ExpectedVersion
  readonly events: readonly NewEvent[]
  /** The id of the intent that is the last event of this stream: without it nothing may follow an intent. */
  readonly closes?: string
}

/** An intent that nothing has followed yet. */
export interface OpenIntent {
  readonly stream: string
  readonly version: number
  readonly event: Extract<RecordedEvent, { type: 'CommandIntended' }>
  /** Milliseconds, by the clock of the database, until others may settle it; 0 or less: they may. */
  readonly remainingMs: number
}

/**
 * `versions`: of all events, in the order in which they were given. Nothing was recorded where it is a conflict.
 * `version`: what the stream is at; `open`: an intent is its last event.
 */
export type AppendResult =
  | { readonly kind: 'appended'; readonly versions: readonly number[] }
  | { readonly kind: 'conflict'; readonly stream: string; readonly version: number; readonly open: boolean }

export interface ReadStreamOptions {
  /** Default forwards. */
  readonly direction?: 'forwards' | 'backwards'
  /** The first version that is read, in that direction; default the stream's first or last. */
  readonly from?: number
  /** The last version that is read, in that direction. */
  readonly to?: number
  /** Default 1000. */
  readonly limit?: number
}

/** What is looked for; all that is given must hold. */
export interface EventFilter {
  readonly streams?: readonly string[]
  /** Streams that begin so, such as `payment:`. */
  readonly streamPrefix?: string
  readonly types?: readonly EventType[]
  readonly actorId?: string
  readonly requestId?: string
  readonly correlationId?: string
  /** By `recordedAt`: from inclusive, to exclusive. */
  readonly from?: Date
  readonly to?: Date
}

export interface ReadAllOptions {
  /** Positions after, or before when backwards, this one; default all. */
  readonly after?: bigint
  readonly direction?: 'forwards' | 'backwards'
  readonly filter?: EventFilter
  /** Default 1000. */
  readonly limit?: number
}

export interface FollowOptions {
  /** The last position that was seen; 0n for all of the log. */
  readonly after: bigint
  readonly filter?: EventFilter
  /** Ends the following. */
  readonly signal: AbortSignal
}

/**
 * Every method throws SERVICE_UNAVAILABLE while the database cannot be reached. What is read may be of a type that this
 * version does not know, where a newer one writes to the same log: it is given as it stands, to be passed over.
 */
export interface EventLog {
  /**
   * Records all of it or nothing; durable when it resolves. Events whose ids are recorded already in the same streams
   * are not recorded again, and count as appended; the others of such a batch are appended as if it held no more. Where
   * all events of a batch are recorded already and its intent is still open, CommandCompleted closes it.
   * At most one batch a stream.
   * Throws ZodError for data that is not of its type, CodedError INTERNAL_SERVER_ERROR for an id used elsewhere.
   */
  append(batches: readonly Append[]): Promise<AppendResult>
  readStream(stream: string, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]>
  /** The open intent of a stream; null when nobody is at work on it. */
  openIntent(stream: string): Promise<OpenIntent | null>
  /** The oldest of those that may be settled, of these commands. */
  abandonedIntents(commands: readonly string[], limit: number): Promise<readonly OpenIntent[]>
  /** Sealed events in the order of their positions. Seals what is committed first; who is hindered for 5 s reads what is sealed. */
  readAll(options?: ReadAllOptions): Promise<readonly SealedEvent[]>
  /** How many sealed events there are of the kind; seals like `readAll`. */
  count(filter: EventFilter): Promise<number>
  /**
   * Gives batches as they come, never skipping one that committed late, until the signal aborts. Survives the database's
   * restarts. The notification of the database is a hint; without it there is a look every second.
   */
  follow(options: FollowOptions): AsyncIterable<readonly SealedEvent[]>
}
