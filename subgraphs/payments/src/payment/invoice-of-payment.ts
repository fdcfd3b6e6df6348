// The file of a payment's invoice, from what is known of the payment already, else from what has to be read.
import { invoicePath } from '../invoice/invoice-link.rules.js'
import type { Payment } from './payment.type.js'
import type { PaymentReads } from './payment-reads.js'

/** Where the invoice is on this gateway; null while there is none. */
export async function invoicePathOf(payment: Payment, reads: PaymentReads): Promise<string | null> {
  const { record, state, invoice } = payment.known
  if (state && !record && state.status !== 'PAID' && state.status !== 'REFUNDED') return null
  if (invoice) return invoicePath(invoice)
  const told = record ?? (await reads.recordIfAny(payment))
  if (told) return invoicePath({ status: told.status, fileName: told.invoiceName })
  const found = await reads.invoice(payment.uuid)
  return found && invoicePath(found)
}
