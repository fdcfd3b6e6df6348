// What an event is: one thing that happened, who did it, and why. In the database it is a CloudEvent 1.0 in JSON.
// https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
import type { EventData, EventType } from './catalogue.js'

/** Who did it. A guest and the platform itself have no number. `id` of SYSTEM names the part, such as `stripe`. */
export interface Actor {
  readonly id: string | null
  readonly role: 'GUEST' | 'USER' | 'EMPLOYEE' | 'ADMIN' | 'SYSTEM'
}

/** By whom, in which request and because of what an event was recorded. */
export interface EventContext {
  readonly actor: Actor
  /** The program that asked, as it named itself. */
  readonly client: string | null
  readonly requestId: string | null
  /** W3C trace context. */
  readonly traceparent: string | null
  /** The event that led to this one. */
  readonly causationId: string | null
  /** The same for all events that one request, or one webhook, led to. */
  readonly correlationId: string
  /** When we saw it, where nobody told us when it happened: `occurredAt` is then what the backend says. */
  readonly observedAt: Date | null
}

/** An event to be recorded. Appending it again, by its `id`, changes nothing. */
export interface NewEvent<Type extends EventType = EventType> {
  /** A UUID. */
  readonly id: string
  readonly type: Type
  readonly data: EventData<Type>
  /** To a millisecond. */
  readonly occurredAt: Date
  readonly context: EventContext
}

/** An event that stands in the log for good. `version` counts within its stream from 1, without gaps. */
export type RecordedEvent = {
  [Type in EventType]: NewEvent<Type> & {
    readonly stream: string
    readonly version: number
    /** Counts over the whole log from 1, without gaps, in the order of sealing; null until it is sealed, some milliseconds. */
    readonly position: bigint | null
    /** By the clock of the database. */
    readonly recordedAt: Date
    /** SHA-256 of the bytes stored: the CloudEvent in the form of RFC 8785. */
    readonly hash: Buffer
  }
}[EventType]

/** An event with its place in the whole log. */
export type SealedEvent = RecordedEvent & { readonly position: bigint }
