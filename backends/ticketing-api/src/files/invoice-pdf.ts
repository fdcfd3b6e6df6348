import type { CartSnapshot, Locale } from '../database/tables.js'
import { drawPdf } from './pdf.js'

/** What is printed on an invoice; amounts are euros as text with two decimals. */
interface InvoiceSheet {
  readonly number: string
  readonly buyer: string
  readonly email: string
  readonly snapshot: CartSnapshot
  readonly amount: string
  readonly refunded: string | null
  readonly issuedAt: Date
}

const words = {
  en: { title: 'Invoice', total: 'Total', refunded: 'Refunded' },
  fr: { title: 'Facture', total: 'Total', refunded: 'Remboursé' },
  de: { title: 'Rechnung', total: 'Summe', refunded: 'Erstattet' },
} satisfies Record<Locale, Record<string, string>>

const euros = (amount: number | string): string => `${Number(amount).toFixed(2)} EUR`

/** One page: who bought, each line, the total, and what was given back. */
export const drawInvoice = (sheet: InvoiceSheet): Promise<Buffer> => {
  const own = words[sheet.snapshot.locale]
  return drawPdf(`${own.title} ${sheet.number}`, sheet.issuedAt, (page) => {
    page.fontSize(24).text(own.title).fontSize(10).fillColor('#666666').text(sheet.number)
    page.moveDown().fillColor('#000000').fontSize(12).text(sheet.buyer).text(sheet.email)
    page.text(sheet.issuedAt.toISOString().slice(0, 10)).moveDown()
    for (const line of sheet.snapshot.lines)
      page.text(`${line.quantity} × ${line.product_name}: ${euros(line.discounted_price * line.quantity)}`)
    page
      .moveDown()
      .fontSize(14)
      .text(`${own.total}: ${euros(sheet.amount)}`)
    if (sheet.refunded) page.text(`${own.refunded}: ${euros(sheet.refunded)}`)
  })
}
