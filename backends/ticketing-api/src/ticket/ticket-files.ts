import type { Locale, Ticket } from '../database/tables.js'
import { drawQrCode } from '../files/qr-code.js'
import { drawTicket } from '../files/ticket-pdf.js'
import { download } from '../http/answer.js'
import { notFound } from '../http/problem.js'
import { findProduct } from '../product/product.storage.js'
import type { Services } from '../services.js'

/** The two files of a ticket; lists show them with a folder that nobody may read. */
export const qrName = (ticket: Pick<Ticket, 'qr_token'>): string => `qr_${ticket.qr_token}.png`
export const pdfName = (ticket: Pick<Ticket, 'qr_token'>): string => `ticket_${ticket.qr_token}.pdf`

const codeIn = (name: string | undefined, pattern: RegExp): string => pattern.exec(name ?? '')?.[1] ?? ''

/** A file name of a client only ever picks a row; the name on disk comes from the row. */
const byCode = async ({ db }: Services, code: string, ownerId?: number): Promise<Ticket> => {
  const ticket = await db.selectFrom('tickets').selectAll().where('qr_token', '=', code).executeTakeFirst()
  if (!ticket || (ownerId !== undefined && ticket.user_id !== ownerId)) throw notFound()
  return ticket
}

/** The PNG of a ticket. Without an owner any ticket will do. @throws 404 */
export const qrFile = async (services: Services, name: string | undefined, ownerId?: number) => {
  const ticket = await byCode(services, codeIn(name, /^qr_(.+)\.png$/), ownerId)
  const bytes = await services.files.take(['qrcodes', qrName(ticket)], () => drawQrCode(ticket.qr_token))
  return download(qrName(ticket), 'image/png', bytes)
}

const purchaseLocale = async ({ db }: Services, ticket: Ticket): Promise<Locale> => {
  const payment = await db
    .selectFrom('payments')
    .select('cart_snapshot')
    .where('id', '=', ticket.payment_id)
    .executeTakeFirstOrThrow()
  return payment.cart_snapshot.locale
}

const drawSheet = async (services: Services, ticket: Ticket): Promise<Buffer> => {
  const locale = await purchaseLocale(services, ticket)
  const product = await findProduct(services.db, locale, ticket.product_id)
  const holder = await services.db
    .selectFrom('users')
    .selectAll()
    .where('id', '=', ticket.user_id)
    .executeTakeFirstOrThrow()
  return drawTicket({
    code: ticket.qr_token,
    holder: `${holder.firstname} ${holder.lastname}`,
    event: ticket.product_snapshot.product_name,
    category: ticket.product_snapshot.ticket_type,
    date: product?.details.date ?? null,
    time: product?.details.time ?? null,
    location: product?.details.location ?? null,
    places: ticket.product_snapshot.ticket_places,
    locale,
    issuedAt: ticket.created_at,
  })
}

/** The PDF of a ticket. Without an owner any ticket will do. @throws 404 */
export const pdfFile = async (services: Services, name: string | undefined, ownerId?: number) => {
  const ticket = await byCode(services, codeIn(name, /^ticket_(.+)\.pdf$/), ownerId)
  const bytes = await services.files.take(['tickets', pdfName(ticket)], () => drawSheet(services, ticket))
  return download(pdfName(ticket), 'application/pdf', bytes)
}
