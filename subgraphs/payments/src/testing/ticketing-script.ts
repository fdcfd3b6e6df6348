// Just enough of the ticketing REST API: carts, payments, invoices, refunds, tickets, with the answers' real shapes.
import { createHmac, randomUUID } from 'node:crypto'
import { type Asked, type Reply, type ScriptedServer, startScriptedServer } from './scripted-server.js'
import type { StripeScript } from './stripe-script.js'

export const WEBHOOK_SECRET = 'whsec_of_the_backend'

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
}
export interface BackendTicket {
  id: number
  token: string
  status: string
  payment_uuid: string
}

/** What the tests look at and change. */
export interface TicketingState {
  readonly users: BackendUser[]
  readonly payments: BackendPayment[]
  readonly tickets: BackendTicket[]
  /** `method path` answered with this status instead; 0 is no answer. */
  readonly failing: Map<string, number>
}

const unauthenticated: Reply = {
  status: 401,
  body: { message: 'Authentication required', code: 'unauthenticated' },
}
const forbidden: Reply = { status: 403, body: { message: 'Forbidden', code: 'forbidden' } }
const missing: Reply = { status: 404, body: { message: 'Resource not found', code: 'not_found' } }

const totalOf = (lines: readonly Line[]) =>
  Math.round(lines.reduce((sum, line) => sum + line.price * line.quantity, 0) * 100) / 100

const cartLine = (line: Line, index: number) => ({
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

const record = (payment: BackendPayment) => ({
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
  refunded_at: null,
  refunded_amount: payment.refunded?.toFixed(2) ?? null,
  user: { id: payment.user_id, email: `user${payment.user_id}@example.test` },
  created_at: '2024-07-01T10:00:00+00:00',
  updated_at: '2024-07-01T10:00:00+00:00',
})

const invoice = (payment: BackendPayment) => ({
  uuid: payment.uuid,
  amount: payment.amount,
  status: payment.status,
  created_at: '2024-07-01T10:00:00+00:00',
  invoice_link: `invoice_${payment.uuid}.pdf`,
  download_url: `http://backend.internal/api/invoices/invoice_${payment.uuid}.pdf`,
})

const page = <Row>(rows: readonly Row[], { query }: Asked): Reply => {
  const size = Number(query.get('per_page') ?? 15)
  const number = Number(query.get('page') ?? 1)
  const meta = {
    current_page: number,
    last_page: Math.max(1, Math.ceil(rows.length / size)),
    total: rows.length,
  }
  return { status: 200, body: { data: rows.slice((number - 1) * size, number * size), links: {}, meta } }
}

function isSigned({ headers, text }: Asked): boolean {
  const [, seconds, digest] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(String(headers['stripe-signature'])) ?? []
  const fresh = Math.abs(Date.now() / 1000 - Number(seconds)) < 300
  return fresh && digest === createHmac('sha256', WEBHOOK_SECRET).update(`${seconds}.${text}`).digest('hex')
}

export async function startTicketingScript(
  stripe: StripeScript,
): Promise<ScriptedServer & { readonly state: TicketingState }> {
  const state: TicketingState = { users: [], payments: [], tickets: [], failing: new Map() }
  const { users, payments, tickets } = state
  type Work = (asked: Asked, user: BackendUser) => Reply
  const failure = ({ method, path }: Asked): Reply | null => {
    const status = state.failing.get(`${method} ${path}`)
    return status === undefined ? null : { status, body: { message: 'failed', code: 'http_error' } }
  }
  const signedIn = (work: Work) => (asked: Asked) => {
    const user = users.find(({ token }) => token === asked.token)
    return failure(asked) ?? (user ? work(asked, user) : unauthenticated)
  }
  const admin = (work: Work) =>
    signedIn((asked, user) => (user.role === 'admin' ? work(asked, user) : forbidden))
  const find = (uuid: string | undefined) => payments.find((payment) => payment.uuid === uuid)

  const open = (user: BackendUser, method: string): BackendPayment => {
    const pending = payments.find(({ cart_id, status }) => cart_id === user.cart.id && status === 'pending')
    if (pending) return pending
    const amount = totalOf(user.cart.lines)
    const transaction_id = `pi_${randomUUID().replaceAll('-', '')}`
    // Multiplied as a float and cut, as the backend does.
    stripe.open(transaction_id, Math.trunc(amount * 100))
    const payment: BackendPayment = {
      uuid: randomUUID(),
      user_id: user.id,
      cart_id: user.cart.id,
      status: 'pending',
      payment_method: method,
      amount,
      refunded: null,
      paid_at: null,
      transaction_id,
      lines: user.cart.lines.map((line) => ({ ...line })),
    }
    payments.unshift(payment)
    return payment
  }

  const server = await startScriptedServer({
    'POST /api/auth/login': ({ text }) => {
      const { email } = JSON.parse(text) as { email: string }
      const user = users.find(({ token }) => token === email)
      return user ? { status: 200, body: { message: 'ok', token: user.token, user } } : unauthenticated
    },
    'GET /api/cart': (asked) => {
      const user = users.find(({ token }) => token === asked.token)
      const data = user && { id: user.cart.id, user_id: user.id, cart_items: user.cart.lines.map(cartLine) }
      const guest = { meta: { guest_cart_id: randomUUID() }, data: { cart_items: [] } }
      return failure(asked) ?? { status: 200, body: data ? { data } : guest }
    },
    'DELETE /api/cart/items': signedIn((_asked, user) => {
      user.cart.lines = []
      return { status: 204 }
    }),
    'POST /api/payments': signedIn(({ text }, user) => {
      const { payment_method } = JSON.parse(text) as { payment_method: string }
      const { uuid, status, transaction_id } = open(user, payment_method)
      return {
        status: 201,
        body: { data: { uuid, status, transaction_id, client_secret: `${transaction_id}_secret` } },
      }
    }),
    'GET /api/payments': admin((asked) => {
      const q = asked.query.get('q')
      const owner = asked.query.get('user_id')
      // As loose as the backend's own search: a part of the uuid is enough.
      const found = payments.filter(
        ({ uuid, user_id }) =>
          (!q || uuid.startsWith(q.slice(0, 8))) && (!owner || user_id === Number(owner)),
      )
      return page(found.map(record), asked)
    }),
    'POST /api/payments/webhook': (asked) => {
      if (!isSigned(asked)) return { status: 400, body: { error: 'Invalid signature' } }
      const event = JSON.parse(asked.text) as {
        type: string
        data: { object: { id: string; metadata?: { payment_uuid?: string } } }
      }
      const { object } = event.data
      const payment = payments.find(
        ({ uuid, transaction_id }) => uuid === object.metadata?.payment_uuid || transaction_id === object.id,
      )
      const failed = failure(asked)
      if (failed || !payment) return failed ?? missing
      payment.status = event.type.endsWith('succeeded') ? 'paid' : 'failed'
      if (payment.status === 'paid') payment.paid_at = '2024-07-01T10:05:00+00:00'
      return { status: 200, body: [] }
    },
    'GET /api/payments/([^/]+)': signedIn(({ match }, user) => {
      const payment = find(match[0])
      if (payment?.user_id !== user.id) return missing
      return { status: 200, body: { status: payment.status, paid_at: payment.paid_at } }
    }),
    'POST /api/payments/([^/]+)/refund': admin(({ match, text }) => {
      const payment = find(match[0])
      if (!payment) return missing
      payment.refunded = (payment.refunded ?? 0) + (JSON.parse(text) as { amount: number }).amount
      if (payment.refunded >= payment.amount) payment.status = 'refunded'
      const refunded_amount = payment.refunded.toFixed(2)
      const refunded_at = '2024-07-02T10:00:00+00:00'
      return {
        status: 200,
        body: { uuid: payment.uuid, refunded_amount, status: payment.status, refunded_at },
      }
    }),
    'GET /api/invoices': signedIn((asked, user) =>
      page(payments.filter(({ user_id }) => user_id === user.id).map(invoice), asked),
    ),
    'GET /api/tickets': admin((asked) =>
      page(
        tickets.filter(({ payment_uuid }) => payment_uuid === asked.query.get('payment_uuid')),
        asked,
      ),
    ),
    'PUT /api/tickets/admin/([^/]+)/status': admin(({ match, text }) => {
      const ticket = tickets.find(({ id }) => id === Number(match[0]))
      if (!ticket) return missing
      ticket.status = (JSON.parse(text) as { status: string }).status
      return { status: 204 }
    }),
  })
  return Object.assign(server, { state })
}
