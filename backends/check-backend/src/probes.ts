// All questions, none of which changes anything: every GET by whoever may ask, and refusals of every kind.
import type { Asker, Probe, Thing } from './probe.js'

const EVERYBODY = ['user', 'employee', 'admin'] as const
const NO_UUID = '00000000-0000-4000-8000-000000000000'

const asked = (operation: string, as: Asker, status: number, more: Partial<Probe> = {}): Probe => ({
  operation,
  as,
  status,
  path: null,
  query: '',
  ...more,
})
const allowed = (operation: string, askers: readonly Asker[], thing?: Thing): readonly Probe[] =>
  askers.map((as) => asked(operation, as, 200, thing === undefined ? {} : { path: { thing } }))
const forbidden = (operation: string, as: Asker, thing?: Thing): Probe =>
  asked(operation, as, 403, thing === undefined ? {} : { path: { thing } })
const unknown = (operation: string, as: Asker, status: number, ...texts: string[]): Probe =>
  asked(operation, as, status, { path: { texts } })

/** Lists come first: what the others name is found in them. */
export const ANSWERED: readonly Probe[] = [
  ...allowed('GET /api/products', ['guest']),
  ...allowed('GET /api/products/all', ['admin']),
  ...allowed('GET /api/cart', ['guest', 'user']),
  ...allowed('GET /api/payments', ['admin']),
  ...allowed('GET /api/invoices', EVERYBODY),
  ...allowed('GET /api/tickets', ['admin']),
  ...allowed('GET /api/tickets/user', EVERYBODY),
  ...allowed('GET /api/tickets/admin/sales', ['admin']),
  ...allowed('GET /api/users', ['admin']),
  ...allowed('GET /api/users/me', EVERYBODY),
  ...allowed('GET /api/products/{product}', ['guest'], 'product'),
  ...allowed('GET /api/payments/{uuid}', ['user'], 'payment'),
  ...allowed('GET /api/invoices/{filename}', ['user'], 'invoiceFile'),
  ...allowed('GET /api/invoices/admin/{filename}', ['admin'], 'invoiceFile'),
  ...allowed('GET /api/tickets/{filename}', ['user'], 'ticketFile'),
  ...allowed('GET /api/tickets/qr/{filename}', ['user'], 'qrFile'),
  ...allowed('GET /api/tickets/admin/{filename}', ['admin'], 'ticketFile'),
  ...allowed('GET /api/tickets/admin/qr/{filename}', ['admin'], 'qrFile'),
  ...allowed('GET /api/tickets/scan/{token}', ['employee'], 'scanCode'),
  ...allowed('GET /api/users/{user}', ['employee', 'admin'], 'user'),
  ...allowed('GET /api/users/email/{user}', ['admin'], 'user'),
]

export const REFUSED: readonly Probe[] = [
  asked('GET /api/products/all', 'guest', 401),
  asked('GET /api/payments', 'guest', 401),
  asked('GET /api/tickets/user', 'guest', 401),
  asked('GET /api/users/me', 'guest', 401),
  forbidden('GET /api/products/all', 'user'),
  forbidden('GET /api/payments', 'user'),
  forbidden('GET /api/tickets', 'employee'),
  forbidden('GET /api/tickets/admin/sales', 'user'),
  forbidden('GET /api/users', 'employee'),
  forbidden('GET /api/users/{user}', 'user', 'user'),
  forbidden('GET /api/users/email/{user}', 'employee', 'user'),
  forbidden('GET /api/invoices/admin/{filename}', 'user', 'invoiceFile'),
  forbidden('GET /api/tickets/admin/{filename}', 'user', 'ticketFile'),
  forbidden('GET /api/tickets/scan/{token}', 'admin', 'scanCode'),
  // Links that nobody has signed.
  unknown('GET /api/auth/email/verify/{id}/{hash}', 'guest', 403, '0', 'none'),
  unknown('GET /api/auth/email/change/verify', 'guest', 403),
  unknown('GET /api/auth/auth/email/change/cancel/{token}', 'guest', 403, 'none'),
  unknown('GET /api/products/{product}', 'guest', 404, '0'),
  unknown('GET /api/payments/{uuid}', 'user', 404, NO_UUID),
  unknown('GET /api/invoices/{filename}', 'user', 404, 'invoice_none.pdf'),
  unknown('GET /api/tickets/{filename}', 'user', 404, 'ticket_none.pdf'),
  unknown('GET /api/tickets/qr/{filename}', 'user', 404, 'qr_none.png'),
  unknown('GET /api/tickets/scan/{token}', 'employee', 404, NO_UUID),
  unknown('GET /api/users/{user}', 'admin', 404, '0'),
  asked('GET /api/nothing-here', 'guest', 404),
  asked('PUT /api/products', 'guest', 405),
  asked('GET /api/products', 'guest', 400, { query: '?nothing_like_this=1' }),
  asked('GET /api/products', 'guest', 422, { query: '?per_page=101' }),
  asked('GET /api/payments', 'admin', 422, { query: '?per_page=101' }),
]
