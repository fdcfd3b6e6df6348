// What the backend tells and the log does not know.
import type { EventData, EventType } from '@ticketing/event-log'

/** An event that is yet to be recorded. `id`: where several may see it; null for one that only the reconciler sees. */
export type Unseen = {
  [Type in EventType]: {
    readonly type: Type
    readonly data: EventData<Type>
    readonly id: string | null
    /** When the backend says that it happened. */
    readonly occurredAt: Date
  }
}[EventType]

/** The latest of the moments that are known. */
export const latest = (...moments: readonly (Date | null)[]): Date =>
  new Date(Math.max(...moments.map((moment) => moment?.getTime() ?? 0)))
