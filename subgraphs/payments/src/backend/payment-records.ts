// The list of all payments, with an admin's token: the one place where a payment is told in full.
import { BackendError } from '@ticketing/backend-client'
import type { Slice } from '@ticketing/subgraph-kit'
import type { Ask } from './ask.js'
import type { PageOfList, PaymentsQuery } from './list-query.js'
import { type PaymentRecord, recordPage } from './payment-record.parser.js'

/** One page of full records; empty beyond the last, and for a user who does not exist. */
export async function listPaymentRecords(
  ask: Ask,
  query: PaymentsQuery,
  { page, perPage }: PageOfList,
): Promise<Slice<PaymentRecord>> {
  try {
    return await ask({
      method: 'GET',
      route: '/api/payments',
      query: { ...query, page, per_page: perPage },
      answer: recordPage,
    })
  } catch (fault) {
    if (isUnknownUser(fault)) return { rows: [], totalCount: 0 }
    throw fault
  }
}

// The backend takes a user who does not exist for a fault of the request; here he is one who has not paid anything.
function isUnknownUser(fault: unknown): boolean {
  if (!(fault instanceof BackendError) || fault.status !== 422) return false
  return Object.keys(fault.extensions.fields ?? {}).join() === 'user_id'
}

/** The full record; null when there is none. The search is loose, so the uuid is compared. */
export async function findPaymentRecord(ask: Ask, paymentUuid: string): Promise<PaymentRecord | null> {
  const query = { q: paymentUuid }
  const { rows } = await ask({ method: 'GET', route: '/api/payments', query, answer: recordPage })
  return rows.find((found) => found.uuid === paymentUuid) ?? null
}
