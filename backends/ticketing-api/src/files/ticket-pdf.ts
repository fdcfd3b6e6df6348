import type { Locale } from '../database/tables.js'
import { drawPdf } from './pdf.js'
import { drawQrCode } from './qr-code.js'

/** What is printed on a ticket. */
interface TicketSheet {
  readonly code: string
  readonly holder: string
  readonly event: string
  readonly category: string | null
  readonly date: string | null
  readonly time: string | null
  readonly location: string | null
  readonly places: number | null
  readonly locale: Locale
  readonly issuedAt: Date
}

const words = {
  en: { title: 'Ticket', holder: 'Holder', places: 'Places', hint: 'Show this code at the entrance.' },
  fr: { title: 'Billet', holder: 'Titulaire', places: 'Places', hint: 'Présentez ce code à l’entrée.' },
  de: { title: 'Ticket', holder: 'Inhaber', places: 'Plätze', hint: 'Zeigen Sie diesen Code am Eingang.' },
} satisfies Record<Locale, Record<string, string>>

const detailLines = (sheet: TicketSheet): string[] => {
  const own = words[sheet.locale]
  return [
    sheet.category,
    [sheet.date, sheet.time].filter(Boolean).join(', '),
    sheet.location,
    sheet.places === null ? null : `${own.places}: ${sheet.places}`,
    `${own.holder}: ${sheet.holder}`,
  ].filter((line): line is string => Boolean(line))
}

/** One page: the event, its holder, and the QR code with its text below. */
export const drawTicket = async (sheet: TicketSheet): Promise<Buffer> => {
  const qr = await drawQrCode(sheet.code)
  const own = words[sheet.locale]
  return drawPdf(`${own.title} ${sheet.code}`, sheet.issuedAt, (page) => {
    page.fontSize(11).fillColor('#666666').text(`Paris 2024 — ${own.title}`)
    page.moveDown().fontSize(24).fillColor('#000000').text(sheet.event)
    page.moveDown(0.5).fontSize(13)
    for (const line of detailLines(sheet)) page.text(line)
    page.moveDown().image(qr, { width: 200 })
    page.moveDown(0.5).fontSize(10).text(sheet.code).fillColor('#666666').text(own.hint)
  })
}
