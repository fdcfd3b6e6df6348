// What there is on the backend that the paths of further questions can name.
import { z } from 'zod'
import type { Asker, Thing } from './probe.js'

/** What is absent was not found. */
export type Found = Readonly<Partial<Record<Thing, string>>>

/** The JSON that one of the askers was answered; undefined where there was none. */
export type Shown = (operation: string, as: Asker) => unknown

const login = z.object({ user: z.object({ id: z.int() }) })
const list = z.object({ data: z.array(z.unknown()) })
const product = z.object({ id: z.int() })
const ticket = z.object({ payment_uuid: z.string(), qr_filename: z.string(), pdf_filename: z.string() })
// Pending and failed payments are listed as well, and have no file.
const invoice = z.object({ status: z.enum(['paid', 'refunded']), invoice_link: z.string() })

/** Files and the payment are the user's own, so that the user may ask for them. */
export function findThings(shown: Shown): Found {
  const user = login.safeParse(shown('POST /api/auth/login', 'user')).data?.user
  const onSale = firstOf(shown('GET /api/products', 'guest'), product)
  const bought = firstOf(shown('GET /api/tickets/user', 'user'), ticket)
  const paid = firstOf(shown('GET /api/invoices', 'user'), invoice)
  return {
    ...(user && { user: String(user.id) }),
    ...(onSale && { product: String(onSale.id) }),
    ...(bought && ofTicket(bought)),
    ...(paid && { invoiceFile: lastSegment(paid.invoice_link) }),
  }
}

function ofTicket({ payment_uuid, qr_filename, pdf_filename }: z.output<typeof ticket>): Found {
  const qrFile = lastSegment(qr_filename)
  const scanCode = qrFile.replace(/^qr_|\.png$/g, '')
  return { payment: payment_uuid, ticketFile: lastSegment(pdf_filename), qrFile, scanCode }
}

function firstOf<Row>(shown: unknown, row: z.ZodType<Row>): Row | undefined {
  const rows = list.safeParse(shown).data?.data ?? []
  return rows.map((one) => row.safeParse(one).data).find((one) => one !== undefined)
}

const lastSegment = (path: string): string => path.split('/').at(-1) ?? ''
