import type { Payment } from '../database/tables.js'
import { drawInvoice } from '../files/invoice-pdf.js'
import { download } from '../http/answer.js'
import { notFound } from '../http/problem.js'
import type { Services } from '../services.js'

/** There is an invoice once a payment was made, also when it was undone later. */
const hasInvoice = (payment: Payment): boolean =>
  payment.paid_at !== null || payment.status === 'paid' || payment.status === 'refunded'

/** The file of a payment, drawn on first download and again after each refund. @throws 404 before it was paid. */
export const invoiceFile = async ({ db, files }: Services, payment: Payment | undefined) => {
  if (!payment || !hasInvoice(payment)) throw notFound()
  const buyer = await db
    .selectFrom('users')
    .selectAll()
    .where('id', '=', payment.user_id)
    .executeTakeFirstOrThrow()
  const edition = `refunded-${payment.refunded_amount ?? '0.00'}`
  const bytes = await files.take(['invoices', edition, payment.invoice_link], () =>
    drawInvoice({
      number: payment.uuid,
      buyer: `${buyer.firstname} ${buyer.lastname}`,
      email: buyer.email,
      snapshot: payment.cart_snapshot,
      amount: payment.amount,
      refunded: payment.refunded_amount,
      issuedAt: payment.paid_at ?? payment.created_at,
    }),
  )
  return download(payment.invoice_link, 'application/pdf', bytes)
}
