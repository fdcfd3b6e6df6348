// What is asked of a payment, and so which of the backend's routes tell it with the fewest calls.

/** Told by the list of the caller's own invoices, and not by the route for one payment. */
const ON_INVOICES = ['amount', 'createdAt', 'invoiceUrl', 'invoiceDownload'] as const

/** Told by nothing but the full record, which the service account reads. */
const ON_RECORDS = ['method', 'updatedAt', 'refundedAt', 'refundedAmount', 'lines', 'transactionId'] as const

/** The names of the fields that are asked for. */
export type AskedFields = ReadonlySet<string>

const asksAny = (asked: AskedFields, names: readonly string[]): boolean =>
  names.some((name) => asked.has(name))

/**
 * Whether a list of invoices tells all that is asked: then no record is read. (When it was paid is told by both others.)
 */
export const isToldByInvoices = (asked: AskedFields): boolean =>
  asksAny(asked, ON_INVOICES) && !asksAny(asked, [...ON_RECORDS, 'paidAt'])

/** Whether rows of the list of invoices leave something to be read from records. */
export const needsRecords = (asked: AskedFields): boolean => asksAny(asked, [...ON_RECORDS, 'paidAt'])
