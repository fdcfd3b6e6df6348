// Which payments are the caller's own: the backend shows nobody else's on his own routes.
import type { Ask } from '../backend/ask.js'
import { listInvoices } from '../backend/invoices.js'
import { NEWEST_FIRST } from '../backend/list-query.js'
import type { PaymentState } from '../backend/payments.js'
import { gather, WORTH_A_LIST } from './gather.js'
import { Payment } from './payment.type.js'

export interface OwnReads {
  readonly ask: Ask
  readonly userId: number
  /** Whether the list of invoices tells all that is wanted: then it is worth reading for one payment too. */
  readonly byInvoices: boolean
  /** Null for a payment that is not the caller's. */
  readonly state: (uuid: string) => Promise<PaymentState | null>
}

/** Each of these payments, null for what is not the caller's; an Error for one that could not be read. */
export async function readOwnPayments(
  { ask, userId, byInvoices, state }: OwnReads,
  uuids: readonly string[],
): Promise<(Payment | null | Error)[]> {
  const listed =
    byInvoices || uuids.length >= WORTH_A_LIST
      ? await gather(new Set(uuids), (page) => listInvoices(ask, NEWEST_FIRST, page))
      : null
  const readOne = async (uuid: string): Promise<Payment | null> => {
    const invoice = listed?.get(uuid)
    if (invoice) return Payment.of(uuid, userId, { invoice })
    const owned = await state(uuid)
    return owned && Payment.of(uuid, userId, { state: owned })
  }
  return Promise.all(uuids.map((uuid) => readOne(uuid).catch(toError)))
}

const toError = (fault: unknown): Error => (fault instanceof Error ? fault : new Error(String(fault)))
