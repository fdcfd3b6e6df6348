// The caller's own invoices: every payment has one, also a pending or failed one, whose file does not exist.
import type { Amount } from '@ticketing/money'
import type { Slice } from '@ticketing/subgraph-kit'
import { z } from 'zod'
import type { Ask } from './ask.js'
import { type HistoryQuery, NEWEST_FIRST, type PageOfList } from './list-query.js'
import { euros } from './money.parser.js'
import { fileName, instant, type PaymentStatus, paymentStatus, uuid } from './words.js'

/** A row of the caller's own list. */
export interface InvoiceRow {
  readonly uuid: string
  readonly amount: Amount
  readonly status: PaymentStatus
  readonly createdAt: Date
  readonly fileName: string | null
}

const row = z
  .object({
    uuid,
    amount: euros,
    status: paymentStatus,
    created_at: instant,
    invoice_link: fileName.nullish(),
  })
  .transform(
    (raw): InvoiceRow => ({
      uuid: raw.uuid,
      amount: raw.amount,
      status: raw.status,
      createdAt: raw.created_at,
      fileName: raw.invoice_link ?? null,
    }),
  )

const page = z
  .object({ data: z.array(row), meta: z.object({ total: z.number().int() }) })
  .transform((raw): Slice<InvoiceRow> => ({ rows: raw.data, totalCount: raw.meta.total }))

/** One page of the caller's invoices; empty beyond the last. */
export function listInvoices(
  ask: Ask,
  query: HistoryQuery,
  { page: number, perPage }: PageOfList,
): Promise<Slice<InvoiceRow>> {
  return ask({
    method: 'GET',
    route: '/api/invoices',
    query: { ...query, page: number, per_page: perPage },
    answer: page,
    emptyOn404: { rows: [], totalCount: 0 },
  })
}

// A caller with more payments than this gets no amount for the oldest ones, rather than holding the backend busy.
const MAX_PAGES = 10
const PER_PAGE = 100

/** The caller's invoice of one payment; null when it is not among his. */
export async function findInvoice(ask: Ask, paymentUuid: string): Promise<InvoiceRow | null> {
  for (let number = 1; number <= MAX_PAGES; number += 1) {
    const { rows, totalCount } = await listInvoices(ask, NEWEST_FIRST, { page: number, perPage: PER_PAGE })
    const found = rows.find((candidate) => candidate.uuid === paymentUuid)
    if (found) return found
    if (number * PER_PAGE >= totalCount) return null
  }
  return null
}
