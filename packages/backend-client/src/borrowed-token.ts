// The service account's token in the hands of somebody who has no account of the backend: he may do with it what his
// role is for, and nothing that would be the service account's own affair, such as its password or its cart.
import { CodedError } from '@ticketing/service-kit'
import type { BackendCall, BackendMethod } from './request.js'

type Borrower = 'EMPLOYEE' | 'ADMIN'

const FORM = /^borrowed-(EMPLOYEE|ADMIN):(.+)$/

const REACH: Readonly<Record<Borrower, ReadonlySet<string>>> = {
  // Scanning takes an employee's own token: the backend refuses admins there, and so the service account.
  EMPLOYEE: new Set(['GET /api/products', 'GET /api/products/{product}', 'GET /api/users/{user}']),
  ADMIN: new Set([
    'GET /api/products',
    'GET /api/products/{product}',
    'GET /api/products/all',
    'POST /api/products',
    'POST /api/products/{product}',
    'PATCH /api/products/{product}/pricing',
    'GET /api/users',
    'GET /api/users/{user}',
    'GET /api/users/email/{user}',
    'PATCH /api/users/{user}',
    'POST /api/users/employees',
    'GET /api/payments',
    'POST /api/payments/{uuid}/refund',
    'GET /api/tickets',
    'POST /api/tickets',
    'PUT /api/tickets/admin/{id}/status',
    'GET /api/tickets/admin/sales',
    'GET /api/tickets/admin/{filename}',
    'GET /api/tickets/admin/qr/{filename}',
    'GET /api/invoices/admin/{filename}',
  ]),
}

/** A token that calls take like any other, but only for what somebody of this role does with others' records. */
export const borrowToken = (serviceToken: string, role: Borrower): string =>
  `borrowed-${role}:${serviceToken}`

/**
 * The call with the token as the backend knows it.
 * @throws CodedError FORBIDDEN with `extensions.reason` NO_ACCOUNT where a borrowed token does not reach
 */
export function withinReach<Call extends Pick<BackendCall, 'token'>>(
  { method, route }: { readonly method: BackendMethod; readonly route: string },
  call: Call,
): Call {
  const [, role, token] = FORM.exec(call.token ?? '') ?? []
  if (role === undefined || token === undefined) return call
  if (REACH[role as Borrower].has(`${method} ${route}`)) return { ...call, token }
  throw new CodedError(
    'FORBIDDEN',
    'This takes an account of the ticketing system itself, and your sign-in has none.',
    {
      extensions: { reason: 'NO_ACCOUNT' },
    },
  )
}
