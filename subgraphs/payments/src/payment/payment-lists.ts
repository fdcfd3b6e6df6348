// Lists of payments, a page at a time. A person's own list tells little of each; only the list of all tells the rest.
import type { CallContext } from '@ticketing/session'
import { readWindow, type Slice, type Window } from '@ticketing/subgraph-kit'
import type { Ask } from '../backend/ask.js'
import { type InvoiceRow, listInvoices } from '../backend/invoices.js'
import type { HistoryQuery, PaymentsQuery } from '../backend/list-query.js'
import type { PaymentRecord } from '../backend/payment-record.parser.js'
import { listPaymentRecords } from '../backend/payment-records.js'
import { Payment } from './payment.type.js'
import { readOnce } from './read-once.js'

/** A page of somebody's payments. The caller has been shown to be that person, or an admin. */
export interface HistoryPage {
  readonly userId: number
  readonly query: HistoryQuery
  readonly window: Window
}

/** Of one request: each page of each list is read once, however often it is asked for. */
export interface PaymentLists {
  /** Everybody's payments, for admins; null is a query that nothing matches. */
  all(query: PaymentsQuery | null, window: Window): Promise<Slice<Payment>>
  /** `withRecords`: the records behind them are going to be asked for, and so are read at the same time. */
  payments(page: HistoryPage, how: { readonly withRecords: boolean }): Promise<Slice<Payment>>
  invoices(page: HistoryPage): Promise<Slice<InvoiceRow>>
}

export interface PaymentListsOptions {
  readonly caller: CallContext['caller']
  readonly asCaller: Ask
  /** Throws SERVICE_UNAVAILABLE without a service account. */
  readonly asService: () => Ask
}

export function createPaymentLists({ caller, asCaller, asService }: PaymentListsOptions): PaymentLists {
  const isAdmin = caller?.role === 'ADMIN'

  const recordsBy = (askNow: () => Ask) =>
    readOnce(async ({ query, window }: RecordsPage): Promise<Slice<PaymentRecord>> => {
      const ask = askNow()
      return readWindow(window, (page, perPage) => listPaymentRecords(ask, query, { page, perPage }))
    })
  const recordsForCaller = recordsBy(() => asCaller)
  const recordsForService = recordsBy(asService)
  const ownInvoices = readOnce(({ query, window }: HistoryPage) =>
    readWindow(window, (page, perPage) => listInvoices(asCaller, query, { page, perPage })),
  )

  // The same page of the other list: one call for all of its payments, made when the first of them needs it.
  const recordsOfPage = (page: HistoryPage) =>
    once(async (): Promise<ReadonlyMap<string, PaymentRecord>> => {
      const { rows } = await recordsForService(toRecordsPage(page))
      const own = rows.filter(({ userId }) => userId === page.userId)
      return new Map(own.map((record) => [record.uuid, record]))
    })

  const ownPayments = async (page: HistoryPage, withRecords: boolean): Promise<Slice<Payment>> => {
    const ofPage = recordsOfPage(page)
    // It asks for this user's only, so it need not wait. Its failure is that of the fields that need it.
    if (withRecords) ofPage().catch(() => {})
    const invoices = await ownInvoices(page)
    return mapRows(invoices, (invoice) => Payment.of(invoice.uuid, page.userId, { invoice, ofPage }))
  }

  return {
    all: async (query, window) =>
      query === null ? NOTHING : mapRows(await recordsForCaller({ query, window }), toPayment),
    payments: async (page, { withRecords }) =>
      isAdmin
        ? mapRows(await recordsForCaller(toRecordsPage(page)), toPayment)
        : ownPayments(page, withRecords),
    // An admin's own route would list the admin's invoices only.
    invoices: async (page) =>
      isAdmin ? mapRows(await recordsForCaller(toRecordsPage(page)), toInvoiceRow) : ownInvoices(page),
  }
}

interface RecordsPage {
  readonly query: PaymentsQuery
  readonly window: Window
}

const toRecordsPage = ({ userId, query, window }: HistoryPage): RecordsPage => ({
  query: { ...query, user_id: userId },
  window,
})

const NOTHING: Slice<never> = { rows: [], totalCount: 0 }

const toPayment = (record: PaymentRecord) => Payment.of(record.uuid, record.userId, { record })

const toInvoiceRow = ({ uuid, amount, status, createdAt, invoiceName }: PaymentRecord): InvoiceRow => ({
  uuid,
  amount,
  status,
  createdAt,
  fileName: invoiceName,
})

function mapRows<From, To>({ rows, totalCount }: Slice<From>, translate: (row: From) => To): Slice<To> {
  return { totalCount, rows: rows.map(translate) }
}

function once<Value>(work: () => Promise<Value>): () => Promise<Value> {
  let answer: Promise<Value> | undefined
  return () => {
    answer ??= work()
    return answer
  }
}
