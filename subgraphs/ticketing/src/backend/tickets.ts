// GET tickets/user (the caller's own) and tickets (everybody's, for admins). Both are newest first.
import { BackendError } from '@ticketing/backend-client'
import type { Days, Slice } from '@ticketing/subgraph-kit'
import { z } from 'zod'
import type { Ask } from './ask.js'
import type { ProductId } from './product-record.js'
import {
  anyTicket,
  ownTicket,
  type TicketRecord,
  type TicketStatus,
  toAnyRecord,
  toBackendStatus,
  toOwnRecord,
} from './ticket-record.js'
import { whole } from './values.js'

/** What one's own tickets can be narrowed to. */
export interface OwnTicketSearch {
  readonly status?: TicketStatus | null
  /** When the event is. */
  readonly eventDates?: Days
}

/** What everybody's tickets can be narrowed to; conditions are combined with "and". */
export interface TicketSearch {
  readonly status?: TicketStatus | null
  readonly userId?: number | null
  readonly userEmail?: string | null
  readonly productId?: ProductId | null
  readonly paymentUuid?: string | null
  /** A part of the token, or of the name or the category at the time of purchase. */
  readonly text?: string | null
  readonly created?: Days
  readonly updated?: Days
  readonly used?: Days
  readonly refunded?: Days
  readonly cancelled?: Days
}

const meta = z.object({ total: whole })
const ownPage = z.object({ data: z.array(ownTicket), meta })
const anyPage = z.object({ data: z.array(anyTicket), meta })

const daysIn = (name: string, days: Days | undefined) => ({
  [`${name}_from`]: days?.from,
  [`${name}_to`]: days?.to,
})

/** A page of the caller's own tickets, from page 1. */
export async function loadOwnTicketPage(
  ask: Ask,
  ownerId: number,
  { status, eventDates }: OwnTicketSearch,
  page: number,
  perPage: number,
): Promise<Slice<TicketRecord>> {
  const { data, meta } = await ask({
    method: 'GET',
    route: '/api/tickets/user',
    query: {
      status: status && toBackendStatus(status),
      ...daysIn('event_date', eventDates),
      page,
      per_page: perPage,
    },
    answer: ownPage,
  })
  return { rows: data.map((row) => toOwnRecord(row, ownerId)), totalCount: meta.total }
}

/** A page of everybody's tickets, from page 1; empty where what the search names does not exist. Admins only. */
export async function loadTicketPage(
  ask: Ask,
  search: TicketSearch,
  page: number,
  perPage: number,
): Promise<Slice<TicketRecord>> {
  try {
    const { data, meta } = await ask({
      method: 'GET',
      route: '/api/tickets',
      query: { ...toQuery(search), page, per_page: perPage },
      answer: anyPage,
    })
    return { rows: data.map(toAnyRecord), totalCount: meta.total }
  } catch (fault) {
    if (namesNothing(fault)) return { rows: [], totalCount: 0 }
    throw fault
  }
}

const toQuery = ({ status, userId, userEmail, productId, paymentUuid, text, ...days }: TicketSearch) => ({
  q: text,
  status: status && toBackendStatus(status),
  user_id: userId,
  user_email: userEmail,
  product_id: productId,
  payment_uuid: paymentUuid,
  ...daysIn('created', days.created),
  ...daysIn('updated', days.updated),
  ...daysIn('used', days.used),
  ...daysIn('refunded', days.refunded),
  ...daysIn('cancelled', days.cancelled),
})

const NAMES: ReadonlySet<string> = new Set(['user_id', 'user_email', 'product_id', 'payment_uuid'])

// The backend refuses a search for tickets of a user, a product or a payment that there is not.
function namesNothing(fault: unknown): boolean {
  if (!(fault instanceof BackendError) || fault.status !== 422) return false
  const fields = Object.keys(fault.extensions.fields ?? {})
  return fields.length > 0 && fields.every((field) => NAMES.has(field))
}
