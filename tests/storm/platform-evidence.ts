// What the log, the backend and the clients of a platform say of one storm, for the checker.
import { type EventLog, type SealedEvent, verifyEventLog } from '@ticketing/event-log'
import type { Database } from '@ticketing/service-kit'
import type { Evidence, Fault, Line, Reading } from './evidence.js'
import type { Promises } from './shop.js'
import { readWhole } from './storm-log.js'
import type { WitnessedBackend } from './witnessed-backend.js'

/** In the words of the witness; null for what it does not see. */
function deedOf(event: SealedEvent): string | null {
  switch (event.type) {
    case 'PaymentStarted':
      return `started ${event.data.payment}`
    case 'PaymentSucceeded':
      return `succeeded ${event.data.payment}`
    case 'PaymentFailed':
      return `failed ${event.data.payment}`
    case 'PaymentRefunded':
      return `refunded ${event.data.payment} ${event.data.total.minorUnits}`
    case 'TicketIssued':
      return `issued ${event.data.ticket}`
    case 'TicketAdmitted':
      return `admitted ${event.stream.replace('ticket:', '')}`
    default:
      return null
  }
}

export const toPlatformLine = (event: SealedEvent): Line => ({
  position: event.position,
  stream: event.stream,
  version: event.version,
  id: event.id,
  type: event.type,
  causationId: event.context.causationId,
  deed: deedOf(event),
  together: null,
  hash: event.hash.toString('hex'),
})

/** What a change of a cart, or a sign-in, is recorded as. */
const TOLD_BY_REQUEST: readonly string[] = ['CartItemSet', 'SignedIn']

/** Each command that a client was told of stands exactly once, by the request that it came with. */
function requestFaults(requests: readonly string[], events: readonly SealedEvent[]): readonly Fault[] {
  const times = new Map(requests.map((request) => [request, 0]))
  for (const { type, context } of events) {
    const before = times.get(context.requestId ?? '')
    if (before !== undefined && TOLD_BY_REQUEST.includes(type))
      times.set(String(context.requestId), before + 1)
  }
  return [...times].flatMap(([request, count]) => {
    if (count === 1) return []
    return [{ kind: count === 0 ? 'lost' : 'twice', text: `the command of request ${request}` } as const]
  })
}

export interface PlatformSources {
  readonly eventLog: EventLog
  readonly database: Database
  readonly backend: WitnessedBackend
  readonly promises: Promises
  readonly readings: readonly Reading[]
}

export interface PlatformEvidence extends Evidence {
  /** What the checker of logs does not look for. */
  readonly more: readonly Fault[]
  /** Commands of which nobody can know any more what became of them, by their streams. */
  readonly unknown: readonly string[]
}

/** The backend is asked before the log is read: what it did by then must be told. */
export async function gatherPlatform(sources: PlatformSources): Promise<PlatformEvidence> {
  const { eventLog, database, backend, promises, readings } = sources
  const done = await backend.deeds()
  const sets = await backend.wrongSets()
  const events = await readWhole(eventLog)
  const { faults } = await verifyEventLog(database)
  return {
    acknowledged: new Map(),
    promised: promises.deeds,
    refused: [],
    done,
    readings,
    end: events.map(toPlatformLine),
    unsound: faults.map(({ kind, where }) => `${kind} at ${where}`),
    more: [
      ...requestFaults(promises.requests, events),
      ...sets.map((set) => ({ kind: 'untrue', text: `tickets of ${JSON.stringify(set)}` }) as const),
    ],
    unknown: events.filter(({ type }) => type === 'CommandOutcomeUnknown').map(({ stream }) => stream),
  }
}
