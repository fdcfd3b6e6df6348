import type { Ticket } from '../database/tables.js'
import { orNull, toSeconds } from '../http/dates.js'
import { pdfName, qrName } from './ticket-files.js'

/** What every list says of a ticket, but for whose it is. */
export const toTicketView = (ticket: Ticket) => {
  const line = ticket.product_snapshot
  return {
    product_snapshot: {
      product_id: line.product_id,
      product_name: line.product_name,
      ticket_type: line.ticket_type,
      ticket_places: line.ticket_places,
      quantity: line.quantity,
      unit_price: line.unit_price,
      discount_rate: line.discount_rate,
      discounted_price: line.discounted_price,
    },
    status: ticket.status,
    used_at: orNull(ticket.used_at, toSeconds),
    refunded_at: orNull(ticket.refunded_at, toSeconds),
    cancelled_at: orNull(ticket.cancelled_at, toSeconds),
    qr_filename: `/storage/qrcodes/${qrName(ticket)}`,
    pdf_filename: `/storage/tickets/${pdfName(ticket)}`,
  }
}
