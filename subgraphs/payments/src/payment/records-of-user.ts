// Full records of one user's payments, with as few calls as the backend allows: it searches one uuid, or lists a user.
import type { Ask } from '../backend/ask.js'
import { NEWEST_FIRST } from '../backend/list-query.js'
import type { PaymentRecord } from '../backend/payment-record.parser.js'
import { findPaymentRecord, listPaymentRecords } from '../backend/payment-records.js'

// Beyond this the rest is searched one by one.
const MAX_PAGES = 3
const PER_PAGE = 100
// Two searches cost about what one list does.
const WORTH_A_LIST = 3

async function listed(ask: Ask, userId: number, wanted: ReadonlySet<string>) {
  const found = new Map<string, PaymentRecord>()
  const query = { ...NEWEST_FIRST, user_id: userId }
  for (let page = 1; page <= MAX_PAGES && found.size < wanted.size; page += 1) {
    const { rows, totalCount } = await listPaymentRecords(ask, query, { page, perPage: PER_PAGE })
    for (const record of rows) if (wanted.has(record.uuid)) found.set(record.uuid, record)
    if (page * PER_PAGE >= totalCount) break
  }
  return found
}

/**
 * The records of these payments, as far as they belong to the user: a record of anybody else is dropped. The caller
 * must have been shown to be that user, and the payments to be his.
 */
export async function readRecordsOf(
  ask: Ask,
  { userId, uuids }: { userId: number; uuids: readonly string[] },
): Promise<ReadonlyMap<string, PaymentRecord>> {
  const wanted = new Set(uuids)
  const found =
    wanted.size < WORTH_A_LIST ? new Map<string, PaymentRecord>() : await listed(ask, userId, wanted)
  const missing = [...wanted].filter((uuid) => !found.has(uuid))
  for (const record of await Promise.all(missing.map((uuid) => findPaymentRecord(ask, uuid)))) {
    if (record !== null) found.set(record.uuid, record)
  }
  return new Map([...found].filter(([, record]) => record.userId === userId))
}
