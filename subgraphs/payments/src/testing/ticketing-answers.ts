// The shapes in which the REST API answers, made from what the scripted one keeps.
import { CREATED_AT } from './payment-search.js'
import type { Asked, Reply } from './scripted-server.js'

export interface Line {
  product_id: number
  quantity: number
  /** In euros. */
  price: number
  available: number
}
export interface BackendUser {
  id: number
  token: string
  role: 'user' | 'admin'
  cart: { id: number; lines: Line[] }
}
export interface BackendPayment {
  uuid: string
  user_id: number
  cart_id: number
  status: 'pending' | 'paid' | 'failed' | 'refunded'
  payment_method: string
  amount: number
  refunded: number | null
  paid_at: string | null
  transaction_id: string | null
  lines: Line[]
  /** When it was opened; by default always the same moment. */
  created_at?: string
  refunded_at?: string
}
export interface BackendTicket {
  id: number
  token: string
  status: string
  payment_uuid: string
  refunded_at?: string
  product_snapshot?: { product_id: number }
}

export const unauthenticated: Reply = {
  status: 401,
  body: { message: 'Authentication required', code: 'unauthenticated' },
}
export const forbidden: Reply = { status: 403, body: { message: 'Forbidden', code: 'forbidden' } }
export const missing: Reply = { status: 404, body: { message: 'Resource not found', code: 'not_found' } }

export const totalOf = (lines: readonly Line[]) =>
  Math.round(lines.reduce((sum, line) => sum + line.price * line.quantity, 0) * 100) / 100

export const cartLine = (line: Line, index: number) => ({
  id: index + 1,
  product_id: line.product_id,
  quantity: line.quantity,
  in_stock: line.quantity <= line.available,
  available_quantity: line.available,
  unit_price: line.price,
  total_price: totalOf([line]),
  product: {
    name: `Event ${line.product_id}`,
    image: null,
    date: '2024-08-01',
    time: 'noon',
    location: 'Lille',
  },
})

export const record = (payment: BackendPayment) => ({
  uuid: payment.uuid,
  invoice_link: `invoice_${payment.uuid}.pdf`,
  cart_snapshot: payment.lines.map((line) => ({
    product_id: line.product_id,
    product_name: `Event ${line.product_id}`,
    ticket_type: 'Judo',
    ticket_places: 2,
    discount_rate: 0,
    discounted_price: line.price,
    quantity: line.quantity,
    unit_price: line.price,
  })),
  amount: payment.amount.toFixed(2),
  payment_method: payment.payment_method,
  status: payment.status,
  transaction_id: payment.transaction_id,
  paid_at: payment.paid_at,
  refunded_at: payment.refunded_at ?? null,
  refunded_amount: payment.refunded?.toFixed(2) ?? null,
  user: { id: payment.user_id, email: `user${payment.user_id}@example.test` },
  created_at: payment.created_at ?? CREATED_AT,
  updated_at: '2024-07-01T10:06:00+00:00',
})

export const invoice = (payment: BackendPayment) => ({
  uuid: payment.uuid,
  amount: payment.amount,
  status: payment.status,
  created_at: payment.created_at ?? CREATED_AT,
  invoice_link: `invoice_${payment.uuid}.pdf`,
  download_url: `http://backend.internal/api/invoices/invoice_${payment.uuid}.pdf`,
})

export const page = <Row>(rows: readonly Row[], { query }: Asked): Reply => {
  const size = Number(query.get('per_page') ?? 15)
  const number = Number(query.get('page') ?? 1)
  const meta = {
    current_page: number,
    last_page: Math.max(1, Math.ceil(rows.length / size)),
    total: rows.length,
  }
  return { status: 200, body: { data: rows.slice((number - 1) * size, number * size), links: {}, meta } }
}
