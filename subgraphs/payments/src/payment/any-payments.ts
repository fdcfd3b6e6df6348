// Anybody's payments, for admins: the list of all is searched for one uuid at a time, or read from its newest on.
import type { Ask } from '../backend/ask.js'
import { NEWEST_FIRST } from '../backend/list-query.js'
import type { PaymentRecord } from '../backend/payment-record.parser.js'
import { findPaymentRecord, listPaymentRecords } from '../backend/payment-records.js'
import { WORTH_A_LIST } from './gather.js'
import { Payment } from './payment.type.js'

/** So many of the newest payments are read for each one that is wanted: lists of tickets begin with the newest too. */
const ROWS_FOR_EACH = 8
const LONGEST_PAGE = 100

/** Each of these payments, null where there is none; an Error for one that could not be read. */
export async function readAnyPayments(
  ask: Ask,
  uuids: readonly string[],
): Promise<(Payment | null | Error)[]> {
  const newest = new Map<string, PaymentRecord>()
  if (uuids.length >= WORTH_A_LIST) {
    const perPage = Math.min(LONGEST_PAGE, uuids.length * ROWS_FOR_EACH)
    const { rows } = await listPaymentRecords(ask, NEWEST_FIRST, { page: 1, perPage })
    for (const row of rows) newest.set(row.uuid, row)
  }
  const readOne = async (uuid: string): Promise<Payment | null> => {
    const record = newest.get(uuid) ?? (await findPaymentRecord(ask, uuid))
    return record && Payment.of(uuid, record.userId, { record })
  }
  return Promise.all(uuids.map((uuid) => readOne(uuid).catch((fault: Error) => fault)))
}
