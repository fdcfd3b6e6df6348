// For tests: tickets as the backend lists and scans them.
import { type Reply, refusal, type ScriptedBackend } from './scripted-backend.js'

export interface KeptTicket {
  readonly id: number
  readonly userId: number
  readonly payment: string
  status: string
  /** 3 unless it says otherwise. */
  readonly productId?: number
  /** Given for nothing. */
  readonly free?: boolean
}

export const PAYMENT = '6f0d6a3e-95f5-4b1b-a3f5-40d7b2cf0c11'
export const OTHER_PAYMENT = 'c2a9d4a0-1c3f-4d1b-9c52-0a5a5cf1f0de'

const timeOf = (status: string, wanted: string) => (status === wanted ? '2024-08-09T18:30:00+00:00' : null)

const row = ({ id, userId, payment, status, productId = 3, free }: KeptTicket, forAdmin: boolean) => ({
  id,
  token: `token-${id}`,
  product_snapshot: {
    product_id: productId,
    product_name: 'Relais',
    ticket_type: 'Course',
    ticket_places: 2,
    quantity: 1,
    unit_price: '19.99',
    discount_rate: free ? 1 : 0.25,
    discounted_price: free ? 0 : 14.99,
  },
  status,
  used_at: timeOf(status, 'used'),
  refunded_at: timeOf(status, 'refunded'),
  cancelled_at: timeOf(status, 'cancelled'),
  qr_filename: `/storage/qrcodes/qr_${id}.png`,
  pdf_filename: `/storage/tickets/ticket_${id}.pdf`,
  ...(forAdmin
    ? { user: { id: userId, firstname: 'F', lastname: 'L', email: 'e' }, payment: { id: 1, uuid: payment } }
    : { payment_uuid: payment }),
})

const page = (rows: readonly object[], query: Readonly<Record<string, string>>): Reply => {
  const [number, size] = [Number(query.page), Number(query.per_page)]
  return { body: { data: rows.slice((number - 1) * size, number * size), meta: { total: rows.length } } }
}

/** Answers tickets/user and tickets; a caller's token begins with his id, an admin's ends in ADMIN. */
export function keepTickets(backend: ScriptedBackend, tickets: readonly KeptTicket[]): void {
  backend.on('GET /api/tickets/user', ({ headers, query }) => {
    const userId = Number(headers.authorization?.replace('Bearer ', '').split('|')[0])
    const own = tickets.filter(
      (ticket) => ticket.userId === userId && (query.status === undefined || query.status === ticket.status),
    )
    return page(
      own.map((ticket) => row(ticket, false)),
      query,
    )
  })
  backend.on('GET /api/tickets', ({ headers, query }) => {
    if (!headers.authorization?.endsWith('ADMIN')) return refusal(403, 'forbidden')
    const found = tickets.filter(
      ({ id, payment, userId, status }) =>
        (query.payment_uuid ?? payment) === payment &&
        Number(query.user_id ?? userId) === userId &&
        (query.status ?? status) === status &&
        `token-${id}`.includes(query.q ?? ''),
    )
    return page(
      found.map((ticket) => row(ticket, true)),
      query,
    )
  })
}

const holder = { firstname: 'Ada', lastname: 'Byron', email: 'ada@example.test' }
const event = { name: 'Relay', date: '2024-08-09', time: 'from 7', location: 'Saint-Denis' }

/**
 * Answers tickets/scan for one ticket with the code `code-1` and the token `token-1`. It looks, waits, then writes, so
 * parallel requests race as on the real backend. `admitted()` counts those who came in.
 */
export function keepEntrance(backend: ScriptedBackend, status = 'issued') {
  let now = status
  let admitted = 0
  backend.on('GET /api/tickets/scan/code-1', () => ({
    body: { token: 'token-1', status: now, user: holder, event: { ...event, places: 2 } },
  }))
  backend.on('POST /api/tickets/scan/token-1', async () => {
    if (now !== 'issued') {
      const processed = { status: now, timestamp: 'unknown time', user: holder, event }
      return refusal(409, 'ticket_already_processed', processed)
    }
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate)
    now = 'used'
    admitted += 1
    return { body: { status: 'used', used_at: '2024-08-09T18:30:00.000000Z' } }
  })
  return { admitted: () => admitted }
}
