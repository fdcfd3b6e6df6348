// Just enough of the ticketing REST API: carts, payments, invoices, refunds, tickets, with the answers' real shapes.
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { searched, unknownUser } from './payment-search.js'
import { type Asked, type Reply, type ScriptedServer, startScriptedServer } from './scripted-server.js'
import type { StripeScript } from './stripe-script.js'
import {
  type BackendPayment,
  type BackendTicket,
  type BackendUser,
  cartLine,
  forbidden,
  invoice,
  missing,
  page,
  record,
  totalOf,
  unauthenticated,
} from './ticketing-answers.js'
import { receiveWebhook, usualHabits, type WebhookHabits } from './webhook-script.js'

const RACE_MS = 10

/** What the tests look at and change. */
export interface TicketingState {
  readonly users: BackendUser[]
  readonly payments: BackendPayment[]
  readonly tickets: BackendTicket[]
  /** `method path` answered with this status instead; 0 is no answer. */
  readonly failing: Map<string, number>
  /** `method path` carried out, and answered with this status all the same; 0 is no answer. */
  readonly lost: Map<string, number>
  /** Looks for a pending payment some milliseconds before it opens one, as the backend does. */
  racy: boolean
  readonly webhook: WebhookHabits
}

export async function startTicketingScript(
  stripe: StripeScript,
): Promise<ScriptedServer & { readonly state: TicketingState }> {
  const state: TicketingState = {
    users: [],
    payments: [],
    tickets: [],
    failing: new Map(),
    lost: new Map(),
    racy: false,
    webhook: { ...usualHabits(), lastTicket: 1000 },
  }
  const { users, payments, tickets } = state
  type Work = (asked: Asked, user: BackendUser) => Reply | Promise<Reply>
  const failure = ({ method, path }: Asked): Reply | null => {
    const status = state.failing.get(`${method} ${path}`)
    return status === undefined ? null : { status, body: { message: 'failed', code: 'http_error' } }
  }
  const answer = ({ method, path }: Asked, reply: Reply): Reply => {
    const status = state.lost.get(`${method} ${path}`)
    return status === undefined ? reply : { status, body: { message: 'failed', code: 'http_error' } }
  }
  const signedIn = (work: Work) => async (asked: Asked) => {
    const user = users.find(({ token }) => token === asked.token)
    return failure(asked) ?? (user ? answer(asked, await work(asked, user)) : unauthenticated)
  }
  const admin = (work: Work) =>
    signedIn((asked, user) => (user.role === 'admin' ? work(asked, user) : forbidden))
  const find = (uuid: string | undefined) => payments.find((payment) => payment.uuid === uuid)

  const open = async (user: BackendUser, method: string): Promise<BackendPayment> => {
    const pending = payments.find(({ cart_id, status }) => cart_id === user.cart.id && status === 'pending')
    if (pending) return pending
    if (state.racy) await pause(RACE_MS)
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
      created_at: new Date().toISOString(),
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
    'POST /api/payments': signedIn(async ({ text }, user) => {
      const { payment_method } = JSON.parse(text) as { payment_method: string }
      const { uuid, status, transaction_id } = await open(user, payment_method)
      return {
        status: 201,
        body: { data: { uuid, status, transaction_id, client_secret: `${transaction_id}_secret` } },
      }
    }),
    'GET /api/payments': admin((asked) => {
      const found = searched(payments, asked)
      return unknownUser(users, asked) ?? page(found.map(record), asked)
    }),
    'POST /api/payments/webhook': async (asked) =>
      failure(asked) ?? answer(asked, await receiveWebhook(state, asked)),
    'GET /api/payments/([^/]+)': signedIn(({ match }, user) => {
      const payment = find(match[0])
      if (payment?.user_id !== user.id) return missing
      return { status: 200, body: { status: payment.status, paid_at: payment.paid_at } }
    }),
    'POST /api/payments/([^/]+)/refund': admin(({ match, text }) => {
      const payment = find(match[0])
      if (!payment) return missing
      const { amount } = JSON.parse(text) as { amount: number }
      const payment_intent = payment.transaction_id ?? ''
      stripe.refunds.push({
        payment_intent,
        amount: Math.trunc(amount * 100),
        status: 'succeeded',
        key: null,
      })
      payment.refunded = (payment.refunded ?? 0) + amount
      if (payment.refunded >= payment.amount) payment.status = 'refunded'
      const refunded_amount = payment.refunded.toFixed(2)
      const refunded_at = '2024-07-02T10:00:00+00:00'
      return {
        status: 200,
        body: { uuid: payment.uuid, refunded_amount, status: payment.status, refunded_at },
      }
    }),
    'GET /api/invoices': signedIn((asked, user) =>
      page(
        searched(
          payments.filter(({ user_id }) => user_id === user.id),
          asked,
        ).map(invoice),
        asked,
      ),
    ),
    'GET /api/tickets': admin((asked) => {
      const [q, uuid] = [asked.query.get('q'), asked.query.get('payment_uuid')]
      const found = tickets.filter(
        ({ payment_uuid, token }) => (!uuid || payment_uuid === uuid) && (!q || token.includes(q)),
      )
      return page(
        found.map((ticket) => ({ ...ticket })),
        asked,
      )
    }),
    'PUT /api/tickets/admin/([^/]+)/status': admin(({ match, text }) => {
      const ticket = tickets.find(({ id }) => id === Number(match[0]))
      if (!ticket) return missing
      ticket.status = (JSON.parse(text) as { status: string }).status
      if (ticket.status === 'refunded') ticket.refunded_at = new Date().toISOString()
      return { status: 204 }
    }),
  })
  return Object.assign(server, { state })
}
