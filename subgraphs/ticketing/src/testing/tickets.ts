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
  /** `token-` and its number unless it says otherwise. */
  readonly token?: string
  /** When it came into its state, and when it was issued; 2024-08-09 at 18:30 UTC unless it says otherwise. */
  changedAt?: string
  readonly createdAt?: string
}

export const PAYMENT = '6f0d6a3e-95f5-4b1b-a3f5-40d7b2cf0c11'
export const OTHER_PAYMENT = 'c2a9d4a0-1c3f-4d1b-9c52-0a5a5cf1f0de'

const LONG_AGO = '2024-08-09T18:30:00+00:00'
const tokenOf = ({ id, token = `token-${id}` }: KeptTicket): string => token

const times = ({ status, changedAt = LONG_AGO }: KeptTicket) => ({
  used_at: status === 'used' ? changedAt : null,
  refunded_at: status === 'refunded' ? changedAt : null,
  cancelled_at: status === 'cancelled' ? changedAt : null,
})

const forAdmins = ({ userId, payment, changedAt = LONG_AGO, createdAt = LONG_AGO }: KeptTicket) => ({
  user: { id: userId, firstname: 'F', lastname: 'L', email: 'e' },
  payment: { id: 1, uuid: payment },
  created_at: createdAt,
  updated_at: changedAt,
})

const row = (ticket: KeptTicket, forAdmin: boolean) => ({
  id: ticket.id,
  token: tokenOf(ticket),
  product_snapshot: {
    product_id: ticket.productId ?? 3,
    product_name: 'Relais',
    ticket_type: 'Course',
    ticket_places: 2,
    quantity: 1,
    unit_price: '19.99',
    discount_rate: ticket.free ? 1 : 0.25,
    discounted_price: ticket.free ? 0 : 14.99,
  },
  status: ticket.status,
  ...times(ticket),
  qr_filename: `/storage/qrcodes/qr_${ticket.id}.png`,
  pdf_filename: `/storage/tickets/ticket_${ticket.id}.pdf`,
  ...(forAdmin ? forAdmins(ticket) : { payment_uuid: ticket.payment }),
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
      (ticket) =>
        (query.payment_uuid ?? ticket.payment) === ticket.payment &&
        Number(query.user_id ?? ticket.userId) === ticket.userId &&
        (query.status ?? ticket.status) === ticket.status &&
        tokenOf(ticket).includes((query.q ?? '').toLowerCase()),
    )
    return page(
      found.map((ticket) => row(ticket, true)),
      query,
    )
  })
}

const holder = { firstname: 'Ada', lastname: 'Byron', email: 'ada@example.test' }
const event = { name: 'Relay', date: '2024-08-09', time: 'from 7', location: 'Saint-Denis' }

/** A ticket at the entrance. */
export interface Entrance {
  /** How many were let in. */
  admitted(): number
  readonly ticket: KeptTicket
}

/**
 * Answers tickets/scan for one ticket with the code `code-1` and the token `token-1`, or another number, and shows it to
 * admins. It looks, waits, then writes, so parallel requests race as on the real backend.
 */
export function keepEntrance(
  backend: ScriptedBackend,
  status = 'issued',
  { number = 1, usedAt = (): string => '2024-08-09T18:30:00.000000Z' } = {},
): Entrance {
  const ticket: KeptTicket = { id: number, userId: 7, payment: PAYMENT, status }
  const token = tokenOf(ticket)
  let admitted = 0
  keepTickets(backend, [ticket])
  backend.on(`GET /api/tickets/scan/code-${number}`, () => ({
    body: { token, status: ticket.status, user: holder, event: { ...event, places: 2 } },
  }))
  backend.on(`POST /api/tickets/scan/${token}`, async () => {
    if (ticket.status !== 'issued') {
      const processed = { status: ticket.status, timestamp: 'unknown time', user: holder, event }
      return refusal(409, 'ticket_already_processed', processed)
    }
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate)
    ticket.status = 'used'
    ticket.changedAt = usedAt()
    admitted += 1
    return { body: { status: 'used', used_at: ticket.changedAt } }
  })
  return { admitted: () => admitted, ticket }
}
