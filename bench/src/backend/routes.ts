// Which answer a REST request gets, and how long the existing backend would take for it.
import type { Route } from '../latency.js'
import {
  cartAnswer,
  invoicesAnswer,
  listAnswer,
  loginAnswer,
  meAnswer,
  paymentState,
  productAnswer,
  recordsAnswer,
  ticketsAnswer,
  usersAnswer,
} from './answers.js'

export interface Reply {
  readonly route: Route
  readonly status: number
  readonly body: Buffer
}

export type FindReply = (method: string, target: string, authorization: string | undefined) => Reply | null

const reply = (route: Route, answer: unknown): Reply => ({
  route,
  status: 200,
  body: Buffer.from(JSON.stringify(answer)),
})

const NO_CONTENT: Reply = { route: 'cartItem', status: 204, body: Buffer.alloc(0) }

function callerOf(authorization: string | undefined): number | null {
  const digits = /^Bearer (\d+)\|/.exec(authorization ?? '')?.[1]
  return digits === undefined ? null : Number(digits)
}

/** The caller of a payment's uuid, which the data puts there. */
const payerOf = (uuid: string): number => Math.floor(Number.parseInt(uuid.slice(-12), 16) / 16)

function usersOf(search: URLSearchParams): Reply {
  const [page, perPage] = ['page', 'per_page'].map((name) => Number(search.get(name) ?? 1))
  return reply('users', usersAnswer(page ?? 1, perPage ?? 1, search.get('email')))
}

function make(method: string, url: URL, caller: number | null): Reply | null {
  const path = url.pathname
  if (method === 'POST' && path === '/api/auth/login') return reply('login', loginAnswer)
  const product = /^\/api\/products\/(\d+)$/.exec(path)?.[1]
  if (product !== undefined) return reply('product', productAnswer(Number(product)))
  const category = url.searchParams.get('category')
  if (path === '/api/products' && category !== null) return reply('products', listAnswer(category))
  if (caller === null) return null
  if (method === 'PATCH' && path.startsWith('/api/cart/items/')) return NO_CONTENT
  if (path === '/api/cart') return reply('cart', cartAnswer(caller))
  if (path === '/api/users/me') return reply('me', meAnswer(caller))
  if (path === '/api/tickets/user') return reply('ownTickets', ticketsAnswer(caller))
  if (path === '/api/invoices') return reply('invoices', invoicesAnswer(caller))
  if (path === '/api/users') return usersOf(url.searchParams)
  if (path.startsWith('/api/payments/')) return reply('payment', paymentState)
  if (path !== '/api/payments') return null
  const uuid = url.searchParams.get('q')
  const payer = uuid === null ? Number(url.searchParams.get('user_id')) : payerOf(uuid)
  return reply('payments', recordsAnswer(payer, uuid))
}

/** Remembers every answer: what is measured must not wait for this. */
export function createRoutes(): FindReply {
  const known = new Map<string, Reply | null>()
  return (method, target, authorization) => {
    const key = `${method} ${target} ${authorization ?? ''}`
    let found = known.get(key)
    if (found === undefined) {
      found = make(method, new URL(target, 'http://127.0.0.1'), callerOf(authorization))
      known.set(key, found)
    }
    return found
  }
}
