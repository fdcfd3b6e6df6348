// The filters and orders of the scripted lists of payments, as the backend has them.
import type { Asked, Reply } from './scripted-server.js'
import type { BackendPayment, BackendUser } from './ticketing-answers.js'

export const CREATED_AT = '2024-07-01T10:00:00+00:00'
const createdAt = (payment: BackendPayment) => payment.created_at ?? CREATED_AT

const COLUMNS: Readonly<Record<string, (payment: BackendPayment) => string | number>> = {
  uuid: ({ uuid }) => uuid,
  amount: ({ amount }) => amount,
  created_at: createdAt,
  paid_at: ({ paid_at }) => paid_at ?? '',
  refunded_at: ({ refunded_at }) => refunded_at ?? '',
}

/** The rows that a query finds, in its order; without one, in the order in which they are kept. */
export function searched(payments: readonly BackendPayment[], { query }: Asked): BackendPayment[] {
  const is = (name: string, value: string) => !query.has(name) || query.get(name) === value
  const q = query.get('q')
  const found = payments.filter(
    (payment) =>
      // As loose as the backend's own search: a part of the uuid is enough.
      (!q || payment.uuid.startsWith(q.slice(0, 8)) || String(payment.user_id) === q) &&
      is('status', payment.status) &&
      is('payment_method', payment.payment_method) &&
      is('user_id', String(payment.user_id)) &&
      createdAt(payment).slice(0, 10) >= (query.get('date_from') ?? '') &&
      createdAt(payment).slice(0, 10) <= (query.get('date_to') ?? '9') &&
      payment.amount >= Number(query.get('amount_min') ?? 0) &&
      payment.amount <= Number(query.get('amount_max') ?? Number.POSITIVE_INFINITY),
  )
  const column = COLUMNS[query.get('sort_by') ?? '']
  if (column === undefined) return found
  const way = query.get('sort_order') === 'asc' ? 1 : -1
  return found.sort((one, other) => {
    const [left, right] = [column(one), column(other)]
    return left < right ? -way : left > right ? way : 0
  })
}

/** The backend's refusal of a user who does not exist; null for one who does, and for none. */
export function unknownUser(users: readonly BackendUser[], { query }: Asked): Reply | null {
  const id = query.get('user_id')
  if (id === null || users.some((user) => String(user.id) === id)) return null
  const errors = { user_id: ['The selected user id is invalid.'] }
  const body = { message: 'The given data was invalid', code: 'validation_error', errors }
  return { status: 422, body }
}
