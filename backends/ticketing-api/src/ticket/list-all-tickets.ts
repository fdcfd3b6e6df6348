import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../database/connect.js'
import { containing } from '../database/like.js'
import { ok } from '../http/answer.js'
import { idOf, type SignedInCall } from '../http/call.js'
import { toDay, toSeconds } from '../http/dates.js'
import type { Input } from '../http/input.js'
import { offsetOf, shortMeta, toPage } from '../http/pages.js'
import { afterOrEqual, date, email, exists, integer, max, min, oneOf, string } from '../http/rules.js'
import { type Rules, validate } from '../http/validate.js'
import { userExists } from '../payment/list-payments.js'
import { paymentByUuid } from '../payment/payment.storage.js'
import type { Services } from '../services.js'
import { ticketStatuses } from './list-own-tickets.js'
import { toTicketView } from './ticket-view.js'

const ranges = ['created', 'updated', 'used', 'refunded', 'cancelled'] as const

const rangeRules: Rules = Object.fromEntries(
  ranges.flatMap((name) => [
    [`${name}_from`, [date]],
    [`${name}_to`, [date, afterOrEqual(`${name}_from`)]],
  ]),
)

export const productExists = async (db: Database, id: string): Promise<boolean> =>
  (await db.selectFrom('products').select('id').where('id', '=', idOf(id)).executeTakeFirst()) !== undefined

const emailExists = async (db: Database, text: string): Promise<boolean> =>
  (await db
    .selectFrom('users')
    .select('id')
    .where(sql<boolean>`lower(email) = lower(${text})`)
    .executeTakeFirst()) !== undefined

const check = (db: Database, query: Input): Promise<void> =>
  validate(query, {
    q: [string, max(255)],
    status: [oneOf(...ticketStatuses)],
    user_id: [integer, exists((id) => userExists(db, id))],
    user_email: [email, exists((text) => emailExists(db, text))],
    product_id: [integer, exists((id) => productExists(db, id))],
    payment_uuid: [exists(async (uuid) => (await paymentByUuid(db, uuid).executeTakeFirst()) !== undefined)],
    per_page: [integer, min(1), max(100)],
    page: [integer, min(1)],
    ...rangeRules,
  })

const matches = (query: Input): RawBuilder<boolean> => {
  const wheres = [sql<boolean>`true`]
  if (query.q) {
    const like = containing(query.q)
    wheres.push(sql<boolean>`(k.token ilike ${like} or k.product_snapshot ->> 'product_name' ilike ${like}
      or k.product_snapshot ->> 'ticket_type' ilike ${like})`)
  }
  if (query.status) wheres.push(sql<boolean>`k.status = ${query.status}`)
  if (query.user_id) wheres.push(sql<boolean>`k.user_id = ${idOf(String(query.user_id))}`)
  if (query.user_email) wheres.push(sql<boolean>`lower(u.email) = lower(${query.user_email})`)
  if (query.product_id) wheres.push(sql<boolean>`k.product_id = ${idOf(String(query.product_id))}`)
  if (query.payment_uuid) wheres.push(sql<boolean>`y.uuid = ${query.payment_uuid}`)
  for (const name of ranges) {
    const dayOf = sql`(k.${sql.ref(`${name}_at`)} at time zone 'utc')::date`
    const [from, to] = [query[`${name}_from`], query[`${name}_to`]]
    if (from) wheres.push(sql<boolean>`${dayOf} >= ${toDay(from)}::date`)
    if (to) wheres.push(sql<boolean>`${dayOf} <= ${toDay(to)}::date`)
  }
  return sql<boolean>`${sql.join(wheres, sql` and `)}`
}

const joined = (db: Database) =>
  db
    .selectFrom('tickets as k')
    .innerJoin('users as u', 'u.id', 'k.user_id')
    .innerJoin('payments as y', 'y.id', 'k.payment_id')

/** Everybody's tickets, newest first, each with its holder and its payment. */
export const listAllTickets = async ({ db }: Services, call: SignedInCall) => {
  await check(db, call.query)
  const page = toPage(call.query, 25)
  const where = matches(call.query)
  const { total } = await joined(db)
    .select(sql<string>`count(*)`.as('total'))
    .where(where)
    .executeTakeFirstOrThrow()
  const rows = await joined(db)
    .selectAll('k')
    .select(['u.firstname', 'u.lastname', 'u.email', 'y.uuid', 'y.status as payment_status'])
    .where(where)
    .orderBy('k.created_at', 'desc')
    .orderBy('k.id', 'desc')
    .limit(page.size)
    .offset(offsetOf(page))
    .execute()
  return ok({
    data: rows.map((row) => ({
      id: row.id,
      token: row.token,
      ...toTicketView(row),
      user: { id: row.user_id, firstname: row.firstname, lastname: row.lastname, email: row.email },
      payment: { id: row.payment_id, uuid: row.uuid, status: row.payment_status },
      created_at: toSeconds(row.created_at),
      updated_at: toSeconds(row.updated_at),
    })),
    meta: shortMeta(page, Number(total)),
  })
}
