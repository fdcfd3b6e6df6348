// Full records of one user's payments, with as few calls as the backend allows: it searches one uuid, or lists a user.
import type { Ask } from '../backend/ask.js'
import { NEWEST_FIRST } from '../backend/list-query.js'
import type { PaymentRecord } from '../backend/payment-record.parser.js'
import { findPaymentRecord, listPaymentRecords } from '../backend/payment-records.js'
import { gather, WORTH_A_LIST } from './gather.js'

/**
 * The records of these payments, as far as they belong to the user: a record of anybody else is dropped. The caller
 * must have been shown to be that user, and the payments to be his.
 */
export async function readRecordsOf(
  ask: Ask,
  { userId, uuids }: { userId: number; uuids: readonly string[] },
): Promise<ReadonlyMap<string, PaymentRecord>> {
  const wanted = new Set(uuids)
  const query = { ...NEWEST_FIRST, user_id: userId }
  const found =
    wanted.size < WORTH_A_LIST
      ? new Map<string, PaymentRecord>()
      : await gather(wanted, (page) => listPaymentRecords(ask, query, page))
  const missing = [...wanted].filter((uuid) => !found.has(uuid))
  for (const record of await Promise.all(missing.map((uuid) => findPaymentRecord(ask, uuid)))) {
    if (record !== null) found.set(record.uuid, record)
  }
  return new Map([...found].filter(([, record]) => record.userId === userId))
}
