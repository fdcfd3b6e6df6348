// Where an invoice is downloaded: on this gateway, never at an address of the backend. Pure.
import type { PaymentStatus } from '../backend/words.js'

/**
 * `/files/invoices/<name>` on this gateway. Null while there is no file: the backend names one from the start, and
 * makes it when the payment is paid.
 */
export function invoicePath({
  status,
  fileName,
}: {
  readonly status: PaymentStatus
  readonly fileName: string | null
}): string | null {
  const exists = status === 'PAID' || status === 'REFUNDED'
  return exists && fileName !== null ? `/files/invoices/${encodeURIComponent(fileName)}` : null
}
