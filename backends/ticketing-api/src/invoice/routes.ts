import { sql } from 'kysely'
import { ok } from '../http/answer.js'
import { requireAdminForFile, type SignedInCall } from '../http/call.js'
import { toSeconds } from '../http/dates.js'
import type { Input } from '../http/input.js'
import { longMeta, offsetOf, pageLinks, toPage } from '../http/pages.js'
import type { Route } from '../http/route.js'
import { day, integer, min, oneOf } from '../http/rules.js'
import { validate } from '../http/validate.js'
import { paymentStatuses } from '../payment/list-payments.js'
import type { Services } from '../services.js'
import { invoiceFile } from './invoice-file.js'

const sortable = ['uuid', 'amount', 'created_at'] as const

const checkQuery = (query: Input): Promise<void> =>
  validate(query, {
    status: [oneOf(...paymentStatuses)],
    date_from: [day],
    date_to: [day],
    sort_by: [oneOf(...sortable)],
    sort_order: [oneOf('asc', 'desc')],
    per_page: [integer, min(1)],
    page: [integer, min(1)],
  })

const ownPayments = ({ db }: Services, { user, query }: SignedInCall) => {
  const dayOf = sql<string>`(created_at at time zone 'utc')::date`
  return db
    .selectFrom('payments')
    .where('user_id', '=', user.id)
    .$if(Boolean(query.status), (q) => q.where(sql<boolean>`status = ${query.status}`))
    .$if(Boolean(query.date_from), (q) => q.where(sql<boolean>`${dayOf} >= ${query.date_from}`))
    .$if(Boolean(query.date_to), (q) => q.where(sql<boolean>`${dayOf} <= ${query.date_to}`))
}

/** Every payment of the caller is listed, also those that have no file (yet). */
const list = async (services: Services, call: SignedInCall) => {
  await checkQuery(call.query)
  const page = toPage(call.query, 15)
  const column = sortable.find((name) => name === call.query.sort_by) ?? 'created_at'
  const direction = call.query.sort_order === 'asc' ? 'asc' : 'desc'
  const { total } = await ownPayments(services, call)
    .select(sql<string>`count(*)`.as('total'))
    .executeTakeFirstOrThrow()
  const rows = await ownPayments(services, call)
    .selectAll()
    .orderBy(column, direction)
    .orderBy('id', direction)
    .limit(page.size)
    .offset(offsetOf(page))
    .execute()
  const url = call.origin + call.path
  return ok({
    data: rows.map((row) => ({
      uuid: row.uuid,
      amount: Number(row.amount),
      status: row.status,
      created_at: toSeconds(row.created_at),
      invoice_link: row.invoice_link,
      download_url: `${url}/${row.invoice_link}`,
    })),
    links: pageLinks(url, page, Number(total)),
    meta: longMeta(url, page, Number(total), rows.length),
  })
}

const byFile = ({ db }: Services, call: SignedInCall) =>
  db
    .selectFrom('payments')
    .selectAll()
    .where('invoice_link', '=', call.params.filename ?? '')

/** Invoices are payments seen as files. */
export const invoiceRoutes = (services: Services): Route[] => [
  { method: 'GET', path: '/api/invoices', access: 'signed-in', handle: (call) => list(services, call) },
  {
    method: 'GET',
    path: '/api/invoices/{filename}',
    access: 'signed-in',
    handle: async (call) =>
      invoiceFile(
        services,
        await byFile(services, call).where('user_id', '=', call.user.id).executeTakeFirst(),
      ),
  },
  {
    method: 'GET',
    path: '/api/invoices/admin/{filename}',
    access: 'signed-in',
    handle: async (call) => {
      requireAdminForFile(call)
      return invoiceFile(services, await byFile(services, call).executeTakeFirst())
    },
  },
]
