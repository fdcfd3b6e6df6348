import { sql } from 'kysely'
import { ok } from '../http/answer.js'
import type { SignedInCall } from '../http/call.js'
import { toDay } from '../http/dates.js'
import { offsetOf, shortMeta, toPage } from '../http/pages.js'
import { afterOrEqual, date, integer, max, min, oneOf } from '../http/rules.js'
import { validate } from '../http/validate.js'
import type { Services } from '../services.js'
import { toTicketView } from './ticket-view.js'

export const ticketStatuses = ['issued', 'used', 'refunded', 'cancelled'] as const

/** The caller's tickets joined to their payments and products, filtered as asked. */
const ownTickets = ({ db }: Services, { user, query }: SignedInCall) => {
  const eventDay = sql`(p.details ->> 'date')`
  return db
    .selectFrom('tickets as k')
    .innerJoin('payments as y', 'y.id', 'k.payment_id')
    .innerJoin('products as p', 'p.id', 'k.product_id')
    .where('k.user_id', '=', user.id)
    .$if(Boolean(query.status), (q) => q.where(sql<boolean>`k.status = ${query.status}`))
    .$if(Boolean(query.event_date_from), (q) =>
      q.where(sql<boolean>`${eventDay} >= ${toDay(query.event_date_from)}`),
    )
    .$if(Boolean(query.event_date_to), (q) =>
      q.where(sql<boolean>`${eventDay} <= ${toDay(query.event_date_to)}`),
    )
}

export const listOwnTickets = async (services: Services, call: SignedInCall) => {
  await validate(call.query, {
    status: [oneOf(...ticketStatuses)],
    per_page: [integer, min(1), max(100)],
    page: [integer, min(1)],
    event_date_from: [date],
    event_date_to: [date, afterOrEqual('event_date_from')],
  })
  const page = toPage(call.query, 25)
  const { total } = await ownTickets(services, call)
    .select(sql<string>`count(*)`.as('total'))
    .executeTakeFirstOrThrow()
  const rows = await ownTickets(services, call)
    .selectAll('k')
    .select('y.uuid as payment_uuid')
    .orderBy('k.created_at', 'desc')
    .orderBy('k.id', 'desc')
    .limit(page.size)
    .offset(offsetOf(page))
    .execute()
  return ok({
    data: rows.map((row) => ({
      id: row.id,
      token: row.token,
      payment_uuid: row.payment_uuid,
      ...toTicketView(row),
    })),
    meta: shortMeta(page, Number(total)),
  })
}
