// One command at a time on one thing, each recorded before it is sent and after: the intent at the end of a stream is
// the lock on what the stream is about, over all instances.
import type { EventData, EventType, JsonValue } from '../catalogue.js'
import type { EventContext } from '../event.js'
import type { OpenIntent } from '../event-log.js'

/** By whom and in which request; the rest of an event's context follows from the command. */
export type Asker = Pick<EventContext, 'actor' | 'client' | 'requestId' | 'traceparent'>

/** What happened, as the work tells it. */
export type Outgoing = {
  [Type in EventType]: {
    readonly type: Type
    readonly data: EventData<Type>
    /** Default: the command's own. Other streams are appended to at any version, in the same transaction. */
    readonly stream?: string
    /**
     * For what must be recorded once whoever sees it; see event-id.ts. Default: of a command, one that follows from its
     * intent, so that its sender and its settler record it once; else a new UUID.
     */
    readonly id?: string
    /** When the backend says that it happened; default now. */
    readonly occurredAt?: Date
  }
}[EventType]

/**
 * How the work ended. `events`: what happened, at least one; `refused`: nothing, as the backend answered (an error code or
 * the name of the outcome); `nothing`: there was nothing to do, and why.
 */
export type Outcome<T> =
  | { readonly value: T; readonly events: readonly [Outgoing, ...Outgoing[]] }
  | { readonly value: T; readonly refused: string }
  | { readonly value: T; readonly nothing: string }

/** What became of a command whose sender is gone. `later`: nobody can be asked at the moment. */
export type Settlement =
  | { readonly kind: 'done'; readonly events: readonly [Outgoing, ...Outgoing[]] }
  | { readonly kind: 'not-done' }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'later' }

/** Finds out, by asking the backend, what became of an intent. Called once its patience is over, and may be called again. */
export type Settle = (intent: OpenIntent) => Promise<Settlement>
/** By the name of the command. */
export type Settlers = Readonly<Record<string, Settle>>

export interface Command {
  /** The thing that it changes; see streams.ts. */
  readonly stream: string
  /** The name of the mutation, mostly. */
  readonly name: string
  /** What settling needs to know; no secrets. */
  readonly arguments: { readonly [key: string]: JsonValue }
  readonly asker: Asker
  /** The event that leads to this command, such as the intent of the command around it. */
  readonly cause?: { readonly causationId: string; readonly correlationId: string } | undefined
  /** Epoch milliseconds. Bounds the waiting, and by it what the work may send. */
  readonly deadline: number
  /** Bounds the waiting only. */
  readonly signal?: AbortSignal | undefined
  /** How long after the deadline the backend may still be at work on what was sent. Default 2000. */
  readonly graceMs?: number
  /** In place of those that the process has, for intents found on the way: the caller's token may open what ours cannot. */
  readonly settlers?: Settlers | undefined
}

/** A command under way, as its work sees it. */
export interface Held {
  /** The id of the intent, and what all events of this request have in common: the `cause` of commands inside this one. */
  readonly cause: { readonly causationId: string; readonly correlationId: string }
  /**
   * To be called just before each command is sent: throws CONFLICT when the deadline is over, by a clock that runs also
   * while the process is stopped, for what is sent then may arrive while others are at work. What was sent is counted by it.
   */
  ensureAlone(): void
}

/** The recorder of commands. */
export interface Commands {
  /**
   * Waits until nobody is at work on the stream, records the intent, runs the work, records how it ended.
   * Throws CONFLICT when it is not free by the deadline or the signal aborts, SERVICE_UNAVAILABLE when the log cannot be
   * written: the work has not begun then. A command on a stream inside the work of another on it is an Error.
   *
   * What the work throws is thrown on. A CodedError is recorded as refused; the intent is left open, to be settled, where
   * the command may have been carried out: `extensions.outcomeUnknown` or `carriedOut`; BACKEND_TIMEOUT,
   * BACKEND_INVALID_RESPONSE, INTERNAL_SERVER_ERROR once something was sent; any failure once two were (return what the
   * first did, if you know it); whatever is no CodedError. Its settler is asked at once then, and closes it where it was
   * carried out; that is waited for until the deadline.
   *
   * When the outcome cannot be recorded by two seconds after the deadline, the result is SERVICE_UNAVAILABLE, with
   * `carriedOut: true` where something happened; it goes on in the background, and is settled in the end.
   */
  run<T>(command: Command, work: (held: Held) => Promise<Outcome<T>>): Promise<T>
  /** Records what needs no lock. Waits like `run` where a command is under way on the stream. */
  record(
    events: readonly [Outgoing & { readonly stream: string }, ...(Outgoing & { readonly stream: string })[]],
    context: Pick<Command, 'asker' | 'deadline' | 'cause' | 'settlers'>,
  ): Promise<void>
  /** Settles what can be settled now, of the commands that this process knows; how many were closed. */
  settleAbandoned(): Promise<number>
  /** Until then it looks every few seconds for what to settle. Waits for the commands under way. */
  close(): Promise<void>
}
