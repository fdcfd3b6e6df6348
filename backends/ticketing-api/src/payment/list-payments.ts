import { sql } from 'kysely'
import type { Database } from '../database/connect.js'
import { containing } from '../database/like.js'
import { idOf } from '../http/call.js'
import { orNull, toDay, toSeconds } from '../http/dates.js'
import type { Input } from '../http/input.js'
import { offsetOf, type Page } from '../http/pages.js'
import { date, exists, integer, max, min, numeric, oneOf, string } from '../http/rules.js'
import { type Rules, validate } from '../http/validate.js'
import type { LocalProduct } from '../product/product.storage.js'

export const paymentStatuses = ['pending', 'paid', 'failed', 'refunded'] as const
export const paymentMethods = ['paypal', 'stripe', 'free'] as const
const sortable = ['uuid', 'amount', 'paid_at', 'refunded_at', 'created_at'] as const

export const userExists = async (db: Database, id: string): Promise<boolean> =>
  (await db.selectFrom('users').select('id').where('id', '=', idOf(id)).executeTakeFirst()) !== undefined

export const checkPaymentQuery = (db: Database, query: Input): Promise<void> => {
  const rules: Rules = {
    q: [string, max(255)],
    status: [oneOf(...paymentStatuses)],
    payment_method: [oneOf(...paymentMethods)],
    user_id: [integer, exists((id) => userExists(db, id))],
    date_from: [date],
    date_to: [date],
    amount_min: [numeric, min(0)],
    amount_max: [numeric, min(0)],
    sort_by: [oneOf(...sortable)],
    sort_order: [oneOf('asc', 'desc')],
    per_page: [integer, min(1), max(100)],
    page: [integer, min(1)],
  }
  return validate(query, rules)
}

const joined = (db: Database) => db.selectFrom('payments as p').innerJoin('users as u', 'u.id', 'p.user_id')

const matches = (query: Input) => {
  const wheres = [sql<boolean>`true`]
  if (query.q) {
    const like = containing(query.q)
    wheres.push(sql<boolean>`(p.uuid ilike ${like} or p.invoice_link ilike ${like} or p.transaction_id ilike ${like}
      or u.email ilike ${like} or p.user_id::text = ${query.q})`)
  }
  for (const key of ['status', 'payment_method'])
    if (query[key]) wheres.push(sql<boolean>`p.${sql.ref(key)} = ${query[key]}`)
  if (query.user_id) wheres.push(sql<boolean>`p.user_id = ${idOf(String(query.user_id))}`)
  const dayOf = sql`(p.created_at at time zone 'utc')::date`
  if (query.date_from) wheres.push(sql<boolean>`${dayOf} >= ${toDay(query.date_from)}::date`)
  if (query.date_to) wheres.push(sql<boolean>`${dayOf} <= ${toDay(query.date_to)}::date`)
  if (query.amount_min) wheres.push(sql<boolean>`p.amount >= ${Number(query.amount_min)}`)
  if (query.amount_max) wheres.push(sql<boolean>`p.amount <= ${Number(query.amount_max)}`)
  return sql<boolean>`${sql.join(wheres, sql` and `)}`
}

const order = (query: Input) => {
  const column = sortable.find((name) => name === query.sort_by) ?? 'created_at'
  const direction = query.sort_order === 'asc' ? sql`asc nulls first` : sql`desc nulls last`
  return sql`p.${sql.ref(column)} ${direction}, p.id ${direction}`
}

/** One page of all payments with whose they are, and how many match. */
export const listPayments = async (db: Database, query: Input, page: Page) => {
  const where = matches(query)
  const { total } = await joined(db)
    .select(sql<string>`count(*)`.as('total'))
    .where(where)
    .executeTakeFirstOrThrow()
  const rows = await joined(db)
    .selectAll('p')
    .select('u.email')
    .where(where)
    .orderBy(order(query))
    .limit(page.size)
    .offset(offsetOf(page))
    .execute()
  return { total: Number(total), rows }
}

type Row = Awaited<ReturnType<typeof listPayments>>['rows'][number]

/** As admins see a payment: its lines named in the language of the request. */
export const toAdminPayment = (row: Row, products: ReadonlyMap<number, LocalProduct>) => ({
  uuid: row.uuid,
  invoice_link: row.invoice_link,
  cart_snapshot: row.cart_snapshot.lines.map((line) => {
    const product = products.get(line.product_id)
    return {
      product_id: line.product_id,
      product_name: product?.name ?? line.product_name,
      ticket_type: product?.details.category ?? line.ticket_type,
      ticket_places: line.ticket_places,
      discount_rate: line.discount_rate,
      discounted_price: line.discounted_price,
      quantity: line.quantity,
      unit_price: line.unit_price,
    }
  }),
  amount: row.amount,
  payment_method: row.payment_method,
  status: row.status,
  transaction_id: row.transaction_id,
  paid_at: orNull(row.paid_at, toSeconds),
  refunded_at: orNull(row.refunded_at, toSeconds),
  refunded_amount: row.refunded_amount,
  user: { id: row.user_id, email: row.email },
  created_at: toSeconds(row.created_at),
  updated_at: toSeconds(row.updated_at),
})
