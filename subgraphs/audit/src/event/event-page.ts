// A page of the log. A cursor is the position of its event, so that a page does not move while others are recorded.
import type { EventFilter, EventLog, SealedEvent } from '@ticketing/event-log'
import { CodedError } from '@ticketing/service-kit'
import { askedFields, type ConnectionOf, parseWindow } from '@ticketing/subgraph-kit'
import type { GraphQLResolveInfo } from 'graphql'
import type { AuditEvent } from './audit-event.type.js'
import { toAuditEvent, type Viewer } from './event-view.rules.js'

const CURSOR = /^position:([1-9]\d{0,17})$/

export const toPositionCursor = (position: bigint): string =>
  Buffer.from(`position:${position}`).toString('base64url')

/** What was asked of a list whose cursors are positions. */
export interface PositionWindow {
  readonly first: number
  /** The position of the last item that was seen; null: none. */
  readonly after: bigint | null
}

/** `first` must be 1 to 100 and `after` a cursor of such a list, else BAD_USER_INPUT. */
export function parsePositionWindow(first: number, after: string | null | undefined): PositionWindow {
  parseWindow(first, null)
  if (after == null) return { first, after: null }
  const match = CURSOR.exec(Buffer.from(after, 'base64url').toString('latin1'))
  if (match?.[1] === undefined) {
    throw new CodedError('BAD_USER_INPUT', 'after is not a cursor of this list.')
  }
  return { first, after: BigInt(match[1]) }
}

/** Items in order, at most one more than the window is wide, as a connection. */
export function toPositionPage<Item, Node>(
  items: readonly Item[],
  { first, after }: PositionWindow,
  read: { positionOf(item: Item): bigint; toNode(item: Item): Node; totalCount: number },
): ConnectionOf<Node> {
  const edges = items
    .slice(0, first)
    .map((item) => ({ cursor: toPositionCursor(read.positionOf(item)), node: read.toNode(item) }))
  return {
    nodes: edges.map(({ node }) => node),
    edges,
    pageInfo: {
      hasNextPage: items.length > first,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: read.totalCount,
  }
}

/** Which events, in which order, for whom. */
export interface EventPageQuery {
  readonly filter: EventFilter
  readonly direction: 'forwards' | 'backwards'
  readonly window: PositionWindow
  readonly viewer: Viewer
}

/** Counts only where `info` asks for it. */
export async function readEventPage(
  eventLog: Pick<EventLog, 'readAll' | 'count'>,
  { filter, direction, window, viewer }: EventPageQuery,
  info: GraphQLResolveInfo,
): Promise<ConnectionOf<AuditEvent>> {
  const after = window.after === null ? {} : { after: window.after }
  const [events, totalCount] = await Promise.all([
    eventLog.readAll({ ...after, direction, filter, limit: window.first + 1 }),
    askedFields(info).has('totalCount') ? eventLog.count(filter) : 0,
  ])
  return toPositionPage<SealedEvent, AuditEvent>(events, window, {
    positionOf: ({ position }) => position,
    toNode: (event) => toAuditEvent(event, viewer),
    totalCount,
  })
}
