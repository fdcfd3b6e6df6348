// From the words of the graph to those of the backend's lists. Pure.
import { parseDateRange, parseWindow, type Window } from '@ticketing/subgraph-kit'
import type { HistoryQuery, Order } from '../backend/list-query.js'
import type { PaymentHistoryArgs, PaymentHistoryFilter, PaymentHistorySort } from './history.type.js'

export const HISTORY_ORDERS: Readonly<Record<PaymentHistorySort, Order<HistoryQuery['sort_by']>>> = {
  CREATED_AT_ASC: { sort_by: 'created_at', sort_order: 'asc' },
  CREATED_AT_DESC: { sort_by: 'created_at', sort_order: 'desc' },
  AMOUNT_ASC: { sort_by: 'amount', sort_order: 'asc' },
  AMOUNT_DESC: { sort_by: 'amount', sort_order: 'desc' },
  UUID_ASC: { sort_by: 'uuid', sort_order: 'asc' },
  UUID_DESC: { sort_by: 'uuid', sort_order: 'desc' },
}

/** The conditions that both lists know. BAD_USER_INPUT for days that are none, or in the wrong order. */
export function toConditions(
  filter: PaymentHistoryFilter | null | undefined,
): Pick<HistoryQuery, 'status' | 'date_from' | 'date_to'> {
  const { from, to } = parseDateRange(filter?.created, 'created')
  return { status: filter?.status?.toLowerCase() ?? null, date_from: from, date_to: to }
}

/** What to ask for and which part of it. BAD_USER_INPUT as `toConditions` and `parseWindow` say. */
export function toHistoryPage({ filter, sort, first, after }: PaymentHistoryArgs): {
  query: HistoryQuery
  window: Window
} {
  const query = { ...toConditions(filter), ...HISTORY_ORDERS[sort ?? 'CREATED_AT_DESC'] }
  return { query, window: parseWindow(first ?? 15, after) }
}
