// From the words of the graph to those of the backend's list of all payments. Pure.
import { parseNumericId } from '@ticketing/backend-client'
import { type Amount, compare, toDecimal } from '@ticketing/money'
import { CodedError } from '@ticketing/service-kit'
import type { Order, PaymentsQuery } from '../backend/list-query.js'
import { HISTORY_ORDERS, toConditions } from '../user/history.rules.js'
import type { MoneyRange, PaymentFilter, PaymentSort } from './payment-list.type.js'

const ORDERS: Readonly<Record<PaymentSort, Order<PaymentsQuery['sort_by']>>> = {
  ...HISTORY_ORDERS,
  PAID_AT_ASC: { sort_by: 'paid_at', sort_order: 'asc' },
  PAID_AT_DESC: { sort_by: 'paid_at', sort_order: 'desc' },
  REFUNDED_AT_ASC: { sort_by: 'refunded_at', sort_order: 'asc' },
  REFUNDED_AT_DESC: { sort_by: 'refunded_at', sort_order: 'desc' },
}

const MAX_SEARCH = 255

/** Null where no payment can match. BAD_USER_INPUT for a range that is none, and for a search that is too long. */
export function toPaymentsQuery(filter: PaymentFilter | null, sort: PaymentSort): PaymentsQuery | null {
  const { search, method, userId, amount } = filter ?? {}
  if (search != null && search.length > MAX_SEARCH) {
    throw new CodedError('BAD_USER_INPUT', 'search has at most {most} characters.', {
      values: { most: MAX_SEARCH },
    })
  }
  const query = {
    q: search ?? null,
    payment_method: method?.toLowerCase() ?? null,
    ...toConditions(filter),
    ...toAmounts(amount),
    ...ORDERS[sort],
  }
  if (userId == null) return query
  const user = parseNumericId(userId)
  return user === null ? null : { ...query, user_id: user }
}

function toAmounts(range: MoneyRange | null | undefined) {
  const { from = null, to = null } = range ?? {}
  const ends = {
    amount_min: from && parseEnd('amount.from', from),
    amount_max: to && parseEnd('amount.to', to),
  }
  if (from !== null && to !== null && compare(from, to) > 0) {
    throw new CodedError('BAD_USER_INPUT', 'amount.from is not more than amount.to.')
  }
  return ends
}

function parseEnd(argument: string, end: Amount): string {
  if (end.currency !== 'EUR')
    throw new CodedError('BAD_USER_INPUT', '{argument} is in EUR, as payments are.', { values: { argument } })
  if (end.minorUnits < 0n)
    throw new CodedError('BAD_USER_INPUT', '{argument} is 0 or more.', { values: { argument } })
  return toDecimal(end)
}
