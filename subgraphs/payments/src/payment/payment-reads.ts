// What one request reads of payments. Who may see a payment is decided here, before anything else of it is read.
import { CodedError } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'
import type { LoaderScope } from '@ticketing/subgraph-kit'
import { type Ask, askAsService, askWith, orNull, queryBase } from '../backend/ask.js'
import { findInvoice, type InvoiceRow } from '../backend/invoices.js'
import type { PaymentRecord } from '../backend/payment-record.parser.js'
import { type PaymentState, readPaymentState } from '../backend/payments.js'
import { type PaymentsParts, required } from '../parts.js'
import { readAnyPayments } from './any-payments.js'
import { type AskedFields, isToldByInvoices } from './asked-of-payment.js'
import { readOwnPayments } from './own-payments.js'
import { Payment } from './payment.type.js'
import { createPaymentLists, type PaymentLists } from './payment-lists.js'
import { parsePaymentUuid } from './payment-uuid.rules.js'
import { readRecordsOf } from './records-of-user.js'

/** The reads of one request; each thing is read once. */
export interface PaymentReads {
  /** The caller's own payment, or for an admin anybody's; null for any other and for none. Reads for what is asked. */
  payment(uuid: string, asked: AskedFields): Promise<Payment | null>
  /** Everything of a payment that these reads have given. SERVICE_UNAVAILABLE without a service account. */
  record(payment: Payment): Promise<PaymentRecord>
  /** The same where it can be had, else null. */
  recordIfAny(payment: Payment): Promise<PaymentRecord | null>
  state(uuid: string): Promise<PaymentState | null>
  invoice(uuid: string): Promise<InvoiceRow | null>
  /** The lists of the caller's own payments, and for an admin of anybody's. */
  readonly lists: PaymentLists
}

export function createPaymentReads(
  parts: PaymentsParts,
  { call, loaders }: { call: CallContext; loaders: LoaderScope },
): PaymentReads {
  const { caller } = call
  const base = queryBase(call)
  const own: Ask = askWith(parts.backend, base, caller?.backendToken ?? null)
  const each = <Value>(name: string, read: (uuid: string) => Promise<Value>) => {
    const loader = loaders.get<string, Value>(name, (uuids) =>
      Promise.all(uuids.map((uuid) => read(uuid).catch((fault: unknown) => toError(fault)))),
    )
    return (uuid: string) => loader.load(uuid)
  }

  const state = each('payment state', (uuid) => orNull(readPaymentState(own, uuid)))
  const invoice = each('invoice', (uuid) => findInvoice(own, uuid))
  const anybodys = loaders.get<string, Payment | null>('any payment', (uuids) => readAnyPayments(own, uuids))
  const owned = (byInvoices: boolean) =>
    loaders.get<string, Payment | null>(`own payment${byInvoices ? ' by invoices' : ''}`, (uuids) =>
      readOwnPayments({ ask: own, userId: caller?.userId ?? 0, byInvoices, state }, uuids),
    )
  const payment = async (uuid: string, asked: AskedFields): Promise<Payment | null> => {
    if (caller === null) return null
    return caller.role === 'ADMIN' ? anybodys.load(uuid) : owned(isToldByInvoices(asked)).load(uuid)
  }
  const asService = (): Ask => {
    const account = required(parts.serviceAccount, 'TICKETING_SERVICE_EMAIL and TICKETING_SERVICE_PASSWORD')
    return askAsService(parts.backend, account, base)
  }
  const recordOfOwn = loaders.get<string, PaymentRecord | null>('own payment record', async (uuids) => {
    const records = await readRecordsOf(asService(), { userId: caller?.userId ?? 0, uuids })
    return uuids.map((uuid) => records.get(uuid) ?? null)
  })

  const record = async ({ uuid, ownerId, known }: Payment): Promise<PaymentRecord> => {
    if (known.record) return known.record
    const isOwn = ownerId !== null && ownerId === caller?.userId
    const found = isOwn ? ((await known.ofPage?.())?.get(uuid) ?? (await recordOfOwn.load(uuid))) : null
    if (found) return found
    throw new CodedError('BACKEND_INVALID_RESPONSE', 'The ticketing backend does not show this payment.')
  }
  return {
    payment: async (text, asked) => {
      const uuid = parsePaymentUuid(text)
      return uuid === null ? null : payment(uuid, asked)
    },
    state,
    invoice,
    record,
    recordIfAny: async (of) => (of.known.record || parts.serviceAccount ? record(of) : null),
    lists: createPaymentLists({ caller, asCaller: own, asService }),
  }
}

const toError = (fault: unknown): Error => (fault instanceof Error ? fault : new Error(String(fault)))
