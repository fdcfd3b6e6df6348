// What the backend's two lists of payments can be asked for, in its own words.

/** The columns by which a list is sorted, and which way. */
export interface Order<Column extends string> {
  readonly sort_by: Column
  readonly sort_order: 'asc' | 'desc'
}

/** What a person's own list of invoices can be asked for; the list of all payments knows the same words. */
export interface HistoryQuery extends Order<'uuid' | 'amount' | 'created_at'> {
  readonly status: string | null
  /** YYYY-MM-DD in UTC, included; the day on which the payment was started. */
  readonly date_from: string | null
  readonly date_to: string | null
}

/** What the list of all payments can be asked for. */
export interface PaymentsQuery
  extends Omit<HistoryQuery, 'sort_by'>,
    Order<'uuid' | 'amount' | 'created_at' | 'paid_at' | 'refunded_at'> {
  /** Looked for in uuid, invoice file, transaction id and e-mail address; also a user's number. */
  readonly q?: string | null
  readonly payment_method?: string | null
  readonly user_id?: number | null
  /** Euros as a decimal text, included. */
  readonly amount_min?: string | null
  readonly amount_max?: string | null
}

/** All of them. */
export const NEWEST_FIRST: HistoryQuery = {
  status: null,
  date_from: null,
  date_to: null,
  sort_by: 'created_at',
  sort_order: 'desc',
}

/** A page from 1, of 1 to 100 rows. */
export interface PageOfList {
  readonly page: number
  readonly perPage: number
}
