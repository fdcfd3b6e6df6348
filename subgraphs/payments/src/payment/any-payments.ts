// Anybody's payments, for admins: the list of all is searched for one uuid at a time, or read from its newest on.
import type { Ask } from '../backend/ask.js'
import { NEWEST_FIRST } from '../backend/list-query.js'
import type { PaymentRecord } from '../backend/payment-record.parser.js'
import { findPaymentRecord, listPaymentRecords } from '../backend/payment-records.js'
import { Payment } from './payment.type.js'

const NEWEST = { page: 1, perPage: 100 } as const

/** From so many payments on, a page of a hundred costs the backend less than a search for each. */
const WORTH_A_PAGE = 7

/** Each of these payments, null where there is none; an Error for one that could not be read. */
export async function readAnyPayments(
  ask: Ask,
  uuids: readonly string[],
): Promise<(Payment | null | Error)[]> {
  const newest = new Map<string, PaymentRecord>()
  if (uuids.length >= WORTH_A_PAGE) {
    const { rows } = await listPaymentRecords(ask, NEWEST_FIRST, NEWEST)
    for (const row of rows) newest.set(row.uuid, row)
  }
  const readOne = async (uuid: string): Promise<Payment | null> => {
    const record = newest.get(uuid) ?? (await findPaymentRecord(ask, uuid))
    return record && Payment.of(uuid, record.userId, { record })
  }
  return Promise.all(uuids.map((uuid) => readOne(uuid).catch((fault: Error) => fault)))
}
